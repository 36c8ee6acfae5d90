using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Simulation;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows;

/// <summary>One round of <see cref="TailRow"/>.</summary>
/// <param name="Capacity">Predictions a second, saturated.</param>
/// <param name="Load">Of the simulated queue's servers.</param>
/// <param name="Median">Of the pool, seconds.</param>
/// <param name="Tail">p99 of the pool, seconds.</param>
/// <param name="SimulatedMedian">Of the simulated queue, seconds.</param>
/// <param name="SimulatedTail">p99 of the simulated queue, seconds.</param>
/// <param name="Run">What was measured.</param>
internal sealed record TailRound(
    double Capacity, double Load, double Median, double Tail, double SimulatedMedian, double SimulatedTail, OpenLoopRun Run)
{
    private const double Percentile = 0.99;
    private const double Milliseconds = 1000;

    public double Ratio => Tail / SimulatedTail;

    /// <exception cref="InvalidOperationException">Some were refused: at this load all are to be answered.</exception>
    public static TailRound Of(double capacity, double[] services, double[] arrivals, OpenLoopRun run)
    {
        if (run.Server.Predictions < arrivals.Length)
        {
            var statuses = run.Exchanges.CountBy(static exchange => exchange.Answer.Status).Select(static status => $"{status.Value} × {status.Key}");
            throw new InvalidOperationException(
                $"At {capacity:0} requests a second of capacity and {arrivals.Length / arrivals[^1]:0} offered, not all were answered: {string.Join(", ", statuses)}.");
        }

        var simulated = FcfsQueue.Sojourns(arrivals, services, LoadedPool.Workers);
        return new TailRound(
            capacity,
            services.Sum() / (LoadedPool.Workers * arrivals[^1]),
            run.Exchanges.LatencyQuantile(0.5),
            run.Exchanges.LatencyQuantile(Percentile),
            Quantiles.Median(simulated),
            Quantiles.Of(simulated, Percentile),
            run);
    }

    public static IEnumerable<Figure> Figures(IReadOnlyCollection<TailRound> rounds) =>
    [
        new("pool", "capacity", MedianOf(rounds, static round => round.Capacity), "a second"),
        new("pool", "p50", Milliseconds * MedianOf(rounds, static round => round.Median), "ms"),
        new("pool", "p99", Milliseconds * MedianOf(rounds, static round => round.Tail), "ms"),
        new("pool", "CPU of 1,000", MedianOf(rounds, static round => round.Run.Server.CpuMilliseconds), "s"),
        new("queue", "load", MedianOf(rounds, static round => round.Load), ""),
        new("queue", "p50", Milliseconds * MedianOf(rounds, static round => round.SimulatedMedian), "ms"),
        new("queue", "p99", Milliseconds * MedianOf(rounds, static round => round.SimulatedTail), "ms"),
        new("generator", "p99 of lateness", Milliseconds * MedianOf(rounds, static round => round.Run.Exchanges.LatenessQuantile(Percentile)), "ms"),
        new("generator", "CPU of 1,000", MedianOf(rounds, static round => round.Run.Generator.CpuMilliseconds), "s"),
    ];

    private static double MedianOf(IEnumerable<TailRound> rounds, Func<TailRound, double> figure) => Quantiles.Median([.. rounds.Select(figure)]);
}
