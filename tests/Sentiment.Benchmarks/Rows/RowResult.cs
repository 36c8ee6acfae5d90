using System.Text.Json.Serialization;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows;

/// <summary>A line of the table.</summary>
/// <param name="Row">Name of its row.</param>
/// <param name="Case">Model and what it is held against.</param>
/// <param name="Compared">The ratio or the figure, in words.</param>
internal sealed record RowResult(string Row, string Case, string Compared)
{
    /// <summary>Null for what is stated without a target.</summary>
    public Target? Target { get; init; }

    /// <summary>Null when nothing was measured, or no ratio.</summary>
    public Interval? Ratio { get; init; }

    /// <summary>What the target is about where that is no ratio.</summary>
    public Measure? Absolute { get; init; }

    /// <summary>The ratio or the figure; null when nothing was measured.</summary>
    [JsonIgnore]
    public Interval? Measured => Ratio ?? Absolute?.Value;

    /// <summary>Rounds that count.</summary>
    public int Rounds { get; init; }

    /// <summary>Absolute figures of all sides.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>What a reader has to know: how a baseline was chosen, why nothing was measured.</summary>
    public string? Note { get; init; }

    /// <summary>When its row ended; null before.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>It could not be measured though it should: a failure, not a skip.</summary>
    public bool IsBroken { get; init; }

    public Verdict Verdict => (Measured, Target) switch
    {
        _ when IsBroken => Verdict.Failed,
        (null, _) => Verdict.Skipped,
        (_, null) => Verdict.Stated,
        ({ } measured, { } target) => target.IsMetBy(measured) ? Verdict.Passed : Verdict.Failed,
    };

    /// <param name="why">What is missing here, or what went wrong.</param>
    public static RowResult NotMeasured(IRow row, string why) => new(row.Name, "", row.Summary) { Note = why };
}

internal enum Verdict
{
    /// <summary>The worse end of the interval meets the target.</summary>
    Passed,

    Failed,

    /// <summary>Measured, without a target.</summary>
    Stated,

    /// <summary>Not measured; the note says why.</summary>
    Skipped,
}

/// <param name="Side">Whose it is.</param>
/// <param name="Name">What it is.</param>
/// <param name="Value">The median of the rounds.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record Figure(string Side, string Name, double Value, string Unit)
{
    /// <summary>What a thousand predictions take, processor time beside wall time: the generator shares the processors.</summary>
    public static IEnumerable<Figure> Times(string side, IReadOnlyCollection<Sample> samples) =>
    [
        new(side, "CPU of 1,000", Quantiles.Median([.. samples.Select(static sample => sample.CpuMilliseconds)]), "s"),
        new(side, "wall of 1,000", Quantiles.Median([.. samples.Select(static sample => sample.WallMilliseconds)]), "s"),
    ];

    /// <summary>Of closed-loop clients: as many as the server can answer.</summary>
    public static Figure Rate(string side, IReadOnlyCollection<Sample> samples) =>
        new(side, "requests", Quantiles.Median([.. samples.Select(static sample => sample.Rate)]), "a second");

    /// <summary>In milliseconds.</summary>
    public static IEnumerable<Figure> Latencies(string side, double p50, double p95, double p99) =>
        [new(side, "p50", p50, "ms"), new(side, "p95", p95, "ms"), new(side, "p99", p99, "ms")];

    /// <summary>Predictions a second, and the processor time of a thousand.</summary>
    public static IEnumerable<Figure> Rates(string side, IReadOnlyCollection<Sample> samples) =>
    [
        new(side, "predictions", Quantiles.Median([.. samples.Select(static sample => sample.Rate)]), "a second"),
        new(side, "CPU of 1,000", Quantiles.Median([.. samples.Select(static sample => sample.CpuMilliseconds)]), "s"),
    ];
}
