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
        await using var slow = SlowClients.Start(gateway.EndPoint, Slow, GatewayServer.Key);
        var beside = await RunAsync(context, clients, requests, Beside, stop);
        return
        [
            new RowResult(Name, $"{Slow:#,0} slow, {RatePerSecond:0} a second good", "p99, beside ÷ before")
            {
                Target = Target.AtMost(Bound),
                Absolute = Measure.Once(beside.Tail / before.Tail, string.Empty),
                Rounds = 1,
                Figures =
                [
                    new Figure("before", "p99", 1000 * before.Tail, "ms"),
                    new Figure("beside", "p99", 1000 * beside.Tail, "ms"),
                    new Figure("beside", "not answered", beside.Failed, string.Empty),
                    new Figure("slow", "connected at the end", slow.Open, string.Empty),
                    new Figure("slow", "cut off", slow.Cut, string.Empty),
                ],
            },
        ];
    }

    private static async Task<(double Tail, int Failed)> RunAsync(
        BenchContext context, OpenLoop clients, byte[][] requests, TimeSpan time, CancellationToken stop)
    {
        var seconds = context.Settings.Scaled(time).TotalSeconds;
        var run = await clients.RunAsync(Arrivals.Poisson(RatePerSecond, (int)(RatePerSecond * seconds), BenchContext.Chance()), requests, stop);
        return (run.Exchanges.LatencyQuantile(Percentile), run.Exchanges.Count(static exchange => !exchange.Succeeded));
    }
}
