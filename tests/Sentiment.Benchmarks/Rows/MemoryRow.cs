using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Texts;

namespace Sentiment.Benchmarks.Rows;

/// <summary>What a published pool holds in memory after 200,000 requests of varied length, and whether that still grows.</summary>
internal sealed class MemoryRow : IRow
{
    private const int HalfOfRequests = 100_000;
    private const int Different = 10_000;
    private const double GrowthBound = 8;
    private const string Megabytes = "MB";

    private static readonly MemoryPlan[] Plans = [new(PoolKind.Onnx, Bound: 200, Original: 400), new(PoolKind.Torch, Bound: 450, Original: 800)];

    public string Name => "memory";

    public string Summary => "resident memory of a published pool after 200,000 requests of varied length, managed heap collected first";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        var some = PredictRequest.For(VariedTexts.Write(context.Settings.Scaled(Different), BenchContext.Chance()));
        var half = Enumerable.Range(0, context.Settings.Scaled(HalfOfRequests)).Select(i => some[i % some.Length]).ToArray();
        var results = new List<RowResult>();
        foreach (var plan in Plans)
        {
            results.AddRange(await RunAsync(context, plan, half, stop));
        }

        return results;
    }

    private async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, MemoryPlan plan, byte[][] half, CancellationToken stop)
    {
        var executable = await PublishedPools.PublishAsync(plan.Pool, context.Say);
        await using var pool = await Server.StartAsync(Servers.PublishedPool(plan.Pool, executable, context.Shipped.Package), stop);
        using var heap = new ManagedHeap(pool);
        using var clients = await ClosedLoop.OpenAsync(pool, HttpSide.Connections, stop);
        var ready = ResidentMemory.Of(pool.Id);
        var (first, _) = await LoadAsync(context, pool, clients, heap, half, stop);
        var (second, managed) = await LoadAsync(context, pool, clients, heap, half, stop);
        return
        [
            new RowResult(Name, plan.Case, $"resident after {2 * half.Length:#,0} requests")
            {
                Target = Target.AtMost(plan.Bound),
                Absolute = Measure.Once(second, Megabytes),
                Rounds = 1,
                Figures =
                [
                    new Figure("pool", "ready", ready, Megabytes), new Figure("pool", "half of the requests", first, Megabytes),
                    new Figure("pool", "managed heap at the end", managed, Megabytes), new Figure("original document", "resident", plan.Original, Megabytes),
                ],
            },
            new RowResult(Name, $"{plan.Case}, growth", "resident, the second half of the requests, for 100,000")
            {
                Target = Target.AtMost(GrowthBound),
                Absolute = Measure.Once((second - first) * HalfOfRequests / half.Length, Megabytes),
                Rounds = 1,
            },
        ];
    }

    private static async Task<(double Resident, double Managed)> LoadAsync(
        BenchContext context, Server pool, ClosedLoop clients, ManagedHeap heap, byte[][] requests, CancellationToken stop)
    {
        await clients.RunAsync(requests, stop);
        var managed = await heap.CollectAsync(stop);
        var resident = ResidentMemory.Of(pool.Id);
        context.Say(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pool.Name}: {resident:0} MB"));
        return (resident, managed);
    }
}

/// <param name="Pool">Which.</param>
/// <param name="Bound">MB at the end.</param>
/// <param name="Original">What the original document asks of its own server.</param>
internal sealed record MemoryPlan(PoolKind Pool, double Bound, double Original)
{
    public string Case => Pool == PoolKind.Onnx ? "onnx" : "torch";
}
