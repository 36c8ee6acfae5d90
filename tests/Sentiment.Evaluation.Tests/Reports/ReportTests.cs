using System.Text.Json;
using Sentiment.Evaluation.Measures;
using Sentiment.Evaluation.Reports;

namespace Sentiment.Evaluation.Tests.Reports;

public sealed class ReportTests
{
    private static readonly IReadOnlyList<Answer> First = [new(0.9, true), new(0.8, true), new(0.3, false), new(0.6, false)];
    private static readonly IReadOnlyList<Answer> Second = [new(0.9, true), new(0.2, true), new(0.3, false), new(0.6, false)];

    private static readonly EvaluationReport Report = new(
        "tiny 1.2.3",
        "sha256-x",
        1.25,
        4,
        2,
        HeldBackOnly: true,
        [Variant("onnx/fp32", First), Variant("onnx/int8", Second)],
        [McNemar.Of(("onnx/fp32", First), ("onnx/int8", Second))]);

    [Fact]
    public void Table_OfAReport_IsWhatPeopleRead() => Assert.Equal(
        """
        # tiny 1.2.3

        4 texts of the one in twenty that training holds back, 2 left out that are neither blame nor praise. Temperature 1.25. Package `sha256-x`.

        ## onnx/fp32

        | texts | | accuracy | 95 % | macro F1 | blame: right, called praise | praise: called blame, right | ECE |
        |---|---|---|---|---|---|---|---|
        | all | 4 | 75.00 | 30.06-95.44 | 0.7333 | 1, 1 | 0, 2 | 0.3000 |
        | some | 4 | 75.00 | 30.06-95.44 | 0.7333 | 1, 1 | 0, 2 | 0.3000 |
        | 1-8 tokens | 4 | 75.00 | 30.06-95.44 | 0.7333 | 1, 1 | 0, 2 | 0.3000 |

        ## onnx/int8

        | texts | | accuracy | 95 % | macro F1 | blame: right, called praise | praise: called blame, right | ECE |
        |---|---|---|---|---|---|---|---|
        | all | 4 | 50.00 | 15.00-85.00 | 0.5000 | 1, 1 | 1, 1 | 0.4500 |
        | some | 4 | 50.00 | 15.00-85.00 | 0.5000 | 1, 1 | 1, 1 | 0.4500 |
        | 1-8 tokens | 4 | 50.00 | 15.00-85.00 | 0.5000 | 1, 1 | 1, 1 | 0.4500 |

        ## Between variants

        | | only the first is right | only the second | p (McNemar, exact) |
        |---|---|---|---|
        | onnx/fp32, onnx/int8 | 1 | 0 | 1.000 |

        """,
        ReportTable.Write(Report));

    [Fact]
    public void Json_OfAReport_HasWhatProgramsRead()
    {
        using var json = JsonDocument.Parse(ReportJson.Write(Report));
        var root = json.RootElement;

        Assert.Equal(("tiny 1.2.3", "sha256-x", 1.25), (root.GetProperty("model").GetString(), root.GetProperty("digest").GetString(), root.GetProperty("temperature").GetDouble()));
        var all = root.GetProperty("variants")[0].GetProperty("all");
        Assert.Equal(0.75, all.GetProperty("accuracy").GetDouble());
        Assert.Equal(["texts", "accuracy", "low", "high", "macroF1", "confusion", "calibrationError"], all.EnumerateObject().Select(property => property.Name));
        Assert.Equal(10, root.GetProperty("variants")[1].GetProperty("calibration").GetArrayLength());
        Assert.Equal(1, root.GetProperty("comparisons")[0].GetProperty("onlyFirst").GetInt32());
    }

    private static VariantReport Variant(string name, IReadOnlyList<Answer> answers)
    {
        var score = Score.Of(answers);
        return new VariantReport(name, score, [new SliceReport("some", score)], [new SliceReport("1-8", score)], Calibration.Bins(answers));
    }
}
