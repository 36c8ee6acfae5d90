namespace Sentiment.Evaluation.Tests;

public sealed class EvaluationArgumentsTests
{
    [Fact]
    public void Parse_ModelAndFiles_TakesThemAndTheDefaults()
    {
        var arguments = EvaluationArguments.Parse(["--model", "/m", "--output", "/o", "/a.tsv", "--held-back", "/b.tsv"]);

        Assert.Equal(("/m", "/o", 2, true), (arguments.Model, arguments.Output, arguments.Threads, arguments.HeldBackOnly));
        Assert.Equal(["/a.tsv", "/b.tsv"], arguments.Files);
        Assert.Equal(["onnx/fp32", "onnx/int8", "torch/fp32"], arguments.Variants);
    }

    [Theory]
    [InlineData(DriftMode.None)]
    [InlineData(DriftMode.Compare, "--drift")]
    [InlineData(DriftMode.WriteBaseline, "--write-baseline")]
    [InlineData(DriftMode.WriteBaseline, "--write-baseline", "--drift")]
    internal void Parse_Drift_IsOfTheVariantThatMostPoolsServe(DriftMode mode, params string[] options)
    {
        var arguments = EvaluationArguments.Parse(["--model", "/m", "--output", "/o", "/a.tsv", .. options]);

        Assert.Equal(mode, arguments.Drift);
        Assert.Equal(mode == DriftMode.None ? 3 : 1, arguments.Variants.Count);
        Assert.Contains("onnx/int8", arguments.Variants);
    }

    [Theory]
    [InlineData("--output", "/o", "/a")]
    [InlineData("--model", "/m", "--output", "/o")]
    [InlineData("--model", "/m", "--output", "/o", "/a", "--threads", "0")]
    [InlineData("--model", "/m", "--output", "/o", "/a", "--threads")]
    [InlineData("--model", "/m", "--output", "/o", "/a", "--what")]
    [InlineData("--model", "/m", "--output", "/o", "/a", "--variants", "onnx/int4")]
    [InlineData("--model", "/m", "--output", "/o", "/a", "--variants", ",")]
    [InlineData("--model", "/m", "--output", "/o", "/a", "--write-baseline", "--variants", "onnx/int8,onnx/fp32")]
    public void Parse_UnknownOrMissing_IsRefused(params string[] arguments) =>
        Assert.Throws<UsageException>(() => EvaluationArguments.Parse(arguments));
}
