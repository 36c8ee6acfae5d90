using System.Diagnostics;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows;

/// <summary>How long a published pool takes from its start to its first "ready": digests, session, warm-up and golden texts are part of it.</summary>
internal sealed class StartRow : IRow
{
    private const int Starts = 10;
    private const int QuickStarts = 3;
    private const string Seconds = "s";

    private static readonly StartPlan[] Plans = [new(PoolKind.Onnx, Bound: 0.6, Original: 1.2), new(PoolKind.Torch, Bound: 1.5, Original: 2.8)];

    public string Name => "start";

    public string Summary => "seconds from the start of a published pool to ready, in turn";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        var pools = new List<Contender>();
        foreach (var plan in Plans)
        {
            var executable = await PublishedPools.PublishAsync(plan.Pool, context.Say);
            pools.Add(new Contender(Servers.Project(plan.Pool), (_, stop) => StartAsync(Servers.PublishedPool(plan.Pool, executable, context.Shipped.Package), stop)));
        }

        // The first start of each reads its files from the disk.
        var starts = context.Settings.IsQuick ? QuickStarts : Starts;
        var samples = await PairedRounds.RunAsync(pools, warmup: 1, starts, context.Say, stop);
        return [.. Plans.Zip(samples, Result)];
    }

    private static async Task<Sample> StartAsync(ServerStart start, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        await using var pool = await Server.StartAsync(start, stop);
        return new Sample(Predictions: 1, Stopwatch.GetElapsedTime(started).TotalSeconds, ProcessorTime.Of(pool.Id));
    }

    private RowResult Result(StartPlan plan, Sample[] samples) => new(Name, plan.Case, "start to ready, published")
    {
        Target = Target.AtMost(plan.Bound),
        Absolute = new Measure(Bootstrap.OfMedian([.. samples.Select(static sample => sample.WallSeconds)], BenchContext.Chance()), Seconds),
        Rounds = samples.Length,
        Figures =
        [
            new Figure("pool", "CPU", Quantiles.Median([.. samples.Select(static sample => sample.CpuSeconds)]), Seconds),
            new Figure("original document", "start", plan.Original, Seconds),
        ],
    };
}

/// <param name="Pool">Which.</param>
/// <param name="Bound">Seconds, at most.</param>
/// <param name="Original">What the original document asks of its own server.</param>
internal sealed record StartPlan(PoolKind Pool, double Bound, double Original)
{
    public string Case => Pool == PoolKind.Onnx ? "onnx" : "torch";
}
