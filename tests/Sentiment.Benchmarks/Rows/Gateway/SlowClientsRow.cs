using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Rows.Gateway;

/// <summary>Whether clients that never end their requests take anything from those that do.</summary>
internal sealed class SlowClientsRow : IRow
{
    private const double Bound = 2;
    private const int Slow = 2_000;
    private const int Known = 500;
    private const double RatePerSecond = 200;
    private const double Percentile = 0.99;
    private const double Percent = 100;
    private const string OfAProcessor = "% of a processor";

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Beside = TimeSpan.FromSeconds(60);

    public string Name => "slow-clients";

    public string Summary => "p99 of well-behaved clients of the gateway beside 2,000 that send a byte a second, half of heads and half of bodies ÷ before";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        await using var pool = await Server.StartAsync(Servers.Pool(PoolKind.Onnx, context.Shipped.Package), stop);
        await using var gateway = await Server.StartAsync(GatewayServer.Before(pool.EndPoint), stop);
        using var clients = new OpenLoop(gateway.EndPoint, gateway.Id);

        // Known answers: what is measured is the gateway.
        var requests = PredictRequest.For(context.Texts.Take(Known), key: GatewayServer.Key);
        await RunAsync(context, clients, requests, Before, stop);
        var before = await RunAsync(context, clients, requests, Before, stop);
        await using var slow = await SlowClients.StartAsync(gateway.EndPoint, Slow, GatewayServer.Key, stop);
        var (cut, cpu) = (slow.Cut, slow.CpuSeconds);
        var beside = await RunAsync(context, clients, requests, Beside, stop);
        return
        [
            new RowResult(Name, $"{Slow:#,0} slow, {RatePerSecond:0} a second good", "p99, beside ÷ before")
            {
                Target = Target.AtMost(Bound),
                Absolute = Measure.Once(beside.Exchanges.LatencyQuantile(Percentile) / before.Exchanges.LatencyQuantile(Percentile), string.Empty),
                Rounds = 1,
                Figures =
                [
                    .. Figures("before", before),
                    .. Figures("beside", beside),
                    new Figure("slow", "connected at the end", slow.Open, string.Empty),
                    new Figure("slow", "cut off", (slow.Cut - cut) / beside.Server.WallSeconds, "a second"),
                    new Figure("slow", "CPU", Percent * (slow.CpuSeconds - cpu) / beside.Server.WallSeconds, OfAProcessor),
                ],
            },
        ];
    }

    private static Task<OpenLoopRun> RunAsync(BenchContext context, OpenLoop clients, byte[][] requests, TimeSpan time, CancellationToken stop)
    {
        var seconds = context.Settings.Scaled(time).TotalSeconds;
        return clients.RunAsync(Arrivals.Poisson(RatePerSecond, (int)(RatePerSecond * seconds), BenchContext.Chance()), requests, stop);
    }

    // The generator shares the processors with the gateway: how much it takes, and how late it is, is part of what is measured.
    private static IEnumerable<Figure> Figures(string side, OpenLoopRun run) =>
    [
        new(side, "p50", 1000 * run.Exchanges.LatencyQuantile(0.5), "ms"),
        new(side, "p99", 1000 * run.Exchanges.LatencyQuantile(Percentile), "ms"),
        new(side, "not answered", run.Exchanges.Count(static exchange => !exchange.Succeeded), string.Empty),
        new(side, "gateway's CPU", Percent * run.Server.CpuSeconds / run.Server.WallSeconds, OfAProcessor),
        new(side, "generator's CPU, slow ones included", Percent * run.Generator.CpuSeconds / run.Generator.WallSeconds, OfAProcessor),
        new(side, "generator's p99 of lateness", 1000 * run.Exchanges.LatenessQuantile(Percentile), "ms"),
        .. run.Exchanges.Where(static exchange => !exchange.Succeeded).GroupBy(static exchange => exchange.Answer.Status)
            .Select(failed => new Figure(side, failed.Key == 0 ? "broken connections" : $"answers of {failed.Key}", failed.Count(), string.Empty)),
    ];
}
