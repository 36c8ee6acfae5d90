using System.Globalization;
using System.Text;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Report;

/// <summary>The table for people.</summary>
internal static class MarkdownReport
{
    public static string Write(BenchReport report)
    {
        var text = new StringBuilder("# Benchmark results\n\n");
        if (report.IsQuick)
        {
            text.Append("**A quick run: few and short rounds. It shows that the rows run; its figures prove nothing.**\n\n");
        }

        text.Append("Written by `./sentiment bench`; how to read it: [README](README.md).\n\n");
        AppendMachine(text, report);
        AppendTable(text, report.Results);
        AppendFigures(text, report.Results);
        return text.ToString();
    }

    private static void AppendMachine(StringBuilder text, BenchReport report)
    {
        var machine = report.Machine;
        Invariant(text, $"| | |\n|---|---|\n| date | {report.At:yyyy-MM-dd HH:mm} UTC |\n| processor | {machine.Processor}, {machine.Processors} usable |\n");
        Invariant(text, $"| instructions | {machine.Instructions} |\n| memory | {machine.MemoryGiB:0.0} GiB |\n| system | {machine.System} |\n");
        Invariant(text, $"| load before the run | {machine.Load:0.00} |\n");
        foreach (var (name, version) in machine.Libraries)
        {
            Invariant(text, $"| {name} | {version} |\n");
        }

        Invariant(text, $"| texts | {report.Texts} |\n\n");
    }

    private static void AppendTable(StringBuilder text, IEnumerable<RowResult> results)
    {
        text.Append("| row | case | compared | target | median | 95 % interval | rounds | | measured |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var result in results)
        {
            var unit = result.Absolute is { } absolute ? $" {absolute.Unit}" : "";
            Invariant(
                text,
                $"| {result.Row} | {result.Case} | {result.Compared} | {(result.Target is { } target ? $"{target}{unit}" : "")} | {Number(result.Measured?.Median)}{unit} | {(result.Rounds == 1 ? "" : Range(result.Measured))} | {result.Rounds} | {Word(result.Verdict)} | {result.At:MM-dd HH:mm} |\n");
        }
    }

    private static void AppendFigures(StringBuilder text, IEnumerable<RowResult> results)
    {
        text.Append("\nAbsolute figures, medians of the rounds:\n\n| row | case | figures |\n|---|---|---|\n");
        foreach (var result in results.Where(static result => result.Figures.Count > 0 || result.Note is not null))
        {
            var figures = result.Figures
                .GroupBy(static figure => figure.Side)
                .Select(static side => $"{side.Key}: {string.Join(", ", side.Select(static figure => $"{figure.Name} {Number(figure.Value)} {figure.Unit}".TrimEnd()))}");
            Invariant(text, $"| {result.Row} | {result.Case} | {string.Join("; ", result.Note is null ? figures : figures.Append(result.Note))} |\n");
        }
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "**missed**",
        Verdict.Stated => "",
        _ => "skipped",
    };

    private static string Range(Interval? interval) => interval is null ? "" : $"{Number(interval.Low)} to {Number(interval.High)}";

    /// <summary>Three digits that count, never fewer than the integer has.</summary>
    internal static string Number(double? value) => value is not { } number ? "" : Math.Abs(number) switch
    {
        >= 100 => number.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        _ => number.ToString("0.000", CultureInfo.InvariantCulture),
    };

    private static void Invariant(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
