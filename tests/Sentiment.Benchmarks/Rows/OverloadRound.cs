using System.Globalization;
using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows;

/// <summary>One round of <see cref="OverloadRow"/>.</summary>
/// <param name="Capacity">Predictions a second, saturated and without a deadline.</param>
/// <param name="Answered">Predictions a second under overload, once the queue is full.</param>
/// <param name="Deadline">Seconds that clients give.</param>
/// <param name="Run">What was measured.</param>
internal sealed record OverloadRound(double Capacity, double Answered, double Deadline, OpenLoopRun Run)
{
    private const double Percentile = 0.99;
    private const int Unavailable = 503;

    public double AnsweredShare => Answered / Capacity;

    /// <summary>Of all that were not answered; 1 when all were.</summary>
    public double RefusedProperly { get; } = ShareOfProper([.. Run.Exchanges.Where(static exchange => !exchange.Succeeded)]);

    /// <summary>From the schedule, so that the generator's lateness counts too.</summary>
    public double TailShare { get; } = Run.Exchanges.Where(static exchange => exchange.Succeeded).LatencyQuantile(Percentile) / Deadline;

    /// <param name="deadline">In the first so much of the run the queue fills; that part is left out, and so is the end, in which nobody comes any more.</param>
    public static OverloadRound Of(double capacity, TimeSpan deadline, OpenLoopRun run) =>
        new(capacity, run.Exchanges.Rate(deadline.TotalSeconds, run.Exchanges[^1].Scheduled), deadline.TotalSeconds, run);

    public static IEnumerable<Figure> Figures(IReadOnlyCollection<OverloadRound> rounds)
    {
        yield return Of("pool", "capacity", "a second", static round => round.Capacity);
        yield return Of("pool", "answered", "a second", static round => round.Answered);
        yield return Of("pool", "CPU of 1,000 answered", "s", static round => round.Run.Server.CpuMilliseconds);
        foreach (var outcome in rounds.SelectMany(static round => round.Run.Exchanges.Select(Outcome)).Distinct().Order(StringComparer.Ordinal))
        {
            yield return Of(outcome, "share", "%", round => 100.0 * round.With(outcome).Length / round.Run.Exchanges.Length);
            yield return Of(outcome, "p50", "ms", round => MedianLatency(round.With(outcome)));
        }

        yield return Of("generator", "p99 of lateness", "ms", static round => 1000 * round.Run.Exchanges.LatenessQuantile(Percentile));
        yield return Of("generator", "CPU of 1,000 sent", "s", static round => round.Run.Generator.CpuMilliseconds);

        Figure Of(string side, string name, string unit, Func<OverloadRound, double> figure) =>
            new(side, name, Quantiles.Median([.. rounds.Select(figure)]), unit);
    }

    private Exchange[] With(string outcome) => [.. Run.Exchanges.Where(exchange => Outcome(exchange) == outcome)];

    private static double MedianLatency(Exchange[] exchanges) => exchanges.Length == 0 ? 0 : 1000 * exchanges.LatencyQuantile(0.5);

    private static string Outcome(Exchange exchange) => exchange.Answer switch
    {
        { Status: 0 } => "broken connection",
        { Status: Unavailable, HasRetryAfter: false } => "503 without Retry-After",
        var answer => answer.Status.ToString(CultureInfo.InvariantCulture),
    };

    private static double ShareOfProper(Exchange[] refused) => refused.Length == 0
        ? 1
        : (double)refused.Count(static exchange => exchange.Answer is { Status: Unavailable, HasRetryAfter: true }) / refused.Length;
}
