using System.Globalization;
using System.Text;
using Sentiment.Evaluation.Measures;

namespace Sentiment.Evaluation.Reports;

/// <summary>The report for people, as Markdown.</summary>
internal static class ReportTable
{
    public static string Write(EvaluationReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {report.Model}");
        Line(text, $"");
        Line(text, $"{report.Texts} texts{(report.HeldBackOnly ? " of the one in twenty that training holds back" : string.Empty)}, {report.LeftOut} left out that are neither blame nor praise. Temperature {report.Temperature:0.###}. Package `{report.Digest}`.");
        foreach (var variant in report.Variants)
        {
            Line(text, $"");
            Line(text, $"## {variant.Name}");
            Line(text, $"");
            Line(text, $"| texts | | accuracy | 95 % | macro F1 | blame: right, called praise | praise: called blame, right | ECE |");
            Line(text, $"|---|---|---|---|---|---|---|---|");
            Row(text, "all", variant.All);
            foreach (var slice in variant.ByCorpus)
            {
                Row(text, slice.Name, slice.Score);
            }

            foreach (var slice in variant.ByLength)
            {
                Row(text, $"{slice.Name} tokens", slice.Score);
            }
        }

        if (report.Comparisons.Count > 0)
        {
            Line(text, $"");
            Line(text, $"## Between variants");
            Line(text, $"");
            Line(text, $"| | only the first is right | only the second | p (McNemar, exact) |");
            Line(text, $"|---|---|---|---|");
            foreach (var pair in report.Comparisons)
            {
                Line(text, $"| {pair.First}, {pair.Second} | {pair.OnlyFirst} | {pair.OnlySecond} | {Probability(pair.Probability)}{(pair.IsSignificant ? ", significant" : string.Empty)} |");
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, Score score)
    {
        var confusion = score.Confusion;
        Line(text, $"| {name} | {score.Texts} | {Percent(score.Accuracy)} | {Percent(score.Low)}-{Percent(score.High)} | {score.MacroF1:0.0000} | {confusion.TrueNegative}, {confusion.FalsePositive} | {confusion.FalseNegative}, {confusion.TruePositive} | {score.CalibrationError:0.0000} |");
    }

    private static string Probability(double value) => value < 0.001 ? "< 0.001" : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
