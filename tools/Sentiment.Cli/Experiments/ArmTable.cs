using System.Globalization;
using Sentiment.Cli.Output;

namespace Sentiment.Cli.Experiments;

/// <summary>The report for people.</summary>
internal static class ArmTable
{
    private const int Words = 3;
    private const string Missing = "-";

    private static readonly string[] Headings =
        ["arm", "backend", "cluster", "weight", "expected", "by weight", "share", "forced", "texts", "share", "replicas", "failovers", "feedback", "right", "latency"];

    public static IEnumerable<string> Lines(ArmReport report) => Table.Lines(Headings, [.. report.Arms.Select(Cells)], Words);

    private static string[] Cells(ArmRow row) =>
    [
        row.Arm, row.Backend, row.Cluster,
        Number(row.Weight),
        Percent(row.ExpectedShare),
        Number(row.Assigned.Weight),
        Percent(row.AssignedShare),
        Number(row.Assigned.Forced),
        Number(row.Texts),
        Percent(row.TextsShare),
        row.Replicas.Total is { } total ? $"{Number(row.Replicas.Up ?? 0)}/{Number(total)}" : Missing,
        Number(row.FailoversFrom),
        Number(row.Feedback.Given),
        Percent(row.Feedback.Right),
        row.MeanLatencyMs is { } mean ? string.Create(CultureInfo.InvariantCulture, $"{mean:0.0} ms") : Missing,
    ];

    private static string Number(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Missing;

    private static string Percent(double? share) => share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{100 * part:0.0} %") : Missing;
}
