using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows.Gateway;

/// <summary>What the way through the gateway adds to a request that nobody keeps waiting.</summary>
internal sealed class GatewayLatencyRow : IRow
{
    private const double MedianBound = 0.5;
    private const double TailBound = 2;
    private const double Utilisation = 0.2;
    private const double Median = 0.5;
    private const double Tail = 0.99;
    private const int Texts = 1_000;
    private const int Saturating = 64;
    private const string Milliseconds = "ms";

    public string Name => "gateway-latency";

    public string Summary => "latency through the gateway less latency of the pool itself, Poisson arrivals at 20 % of the pool's capacity";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        await using var pool = await LoadedPool.StartAsync(context.Shipped, Saturating, stop, Servers.AdmitAll);
        await using var gateway = await Server.StartAsync(GatewayServer.Before(pool.Server.EndPoint), stop);
        await using var yarp = await Server.StartAsync(Servers.Yarp(pool.Server.EndPoint), stop);
        using var throughGateway = new OpenLoop(gateway.EndPoint, gateway.Id);
        using var throughYarp = new OpenLoop(yarp.EndPoint, yarp.Id);
        var texts = context.Texts.Take(context.Settings.Scaled(Texts));
        OpenLoop[] ways = [pool.Open, throughGateway, throughYarp];
        var rounds = await SingleRounds.RunAsync(context, (round, token) => MeasureAsync(pool, ways, texts, round + context.Settings.Warmup, token), stop);
        (OpenLoopRun, OpenLoopRun)[] gateways = [.. rounds.Select(static round => (round.Direct, round.Gateway))];
        (OpenLoopRun, OpenLoopRun)[] proxies = [.. rounds.Select(static round => (round.Direct, round.Yarp))];
        return
        [
            Line("gateway", "p50", Median, gateways) with { Target = Target.AtMost(MedianBound) },
            Line("gateway", "p99", Tail, gateways) with { Target = Target.AtMost(TailBound) },

            // What of it is any proxy's, of which a gateway on YARP can spare little.
            Line("YARP", "p50", Median, proxies),
            Line("YARP", "p99", Tail, proxies),
        ];
    }

    private static async Task<LatencyRound> MeasureAsync(LoadedPool pool, OpenLoop[] ways, IReadOnlyList<string> texts, int round, CancellationToken stop)
    {
        // A text of its own for each way and round: none is known.
        var requests = PredictRequest.For(texts.Select(text => $"{text} {round}"), key: GatewayServer.Key);
        var capacity = await pool.CapacityAsync(requests, stop);
        var arrivals = Arrivals.Poisson(Utilisation * capacity, requests.Length, BenchContext.Chance(round));
        var runs = new OpenLoopRun[ways.Length];
        for (var i = 0; i < ways.Length; i++)
        {
            // Each round starts with another.
            var way = (i + round) % ways.Length;
            runs[way] = await ways[way].RunAsync(arrivals, requests, stop);
        }

        if (runs.Sum(static run => run.Exchanges.Count(static exchange => !exchange.Succeeded)) is var failed and > 0)
        {
            throw new InvalidOperationException($"{failed} of {ways.Length * requests.Length} requests were not answered; a refusal is quick, and would flatter.");
        }

        return new LatencyRound(runs[0], runs[1], runs[2]);
    }

    private RowResult Line(string server, string percentile, double share, (OpenLoopRun Direct, OpenLoopRun Through)[] rounds) =>
        new(Name, $"{percentile}, {server}", $"milliseconds, {server} − pool")
        {
            Absolute = new Measure(Bootstrap.OfMedian([.. rounds.Select(round => Of(round.Through, share) - Of(round.Direct, share))], BenchContext.Chance()), Milliseconds),
            Rounds = rounds.Length,
            Figures =
            [
                new Figure("pool", percentile, Quantiles.Median([.. rounds.Select(round => Of(round.Direct, share))]), Milliseconds),
                new Figure(server, percentile, Quantiles.Median([.. rounds.Select(round => Of(round.Through, share))]), Milliseconds),
                new Figure(server, "CPU of 1,000", Quantiles.Median([.. rounds.Select(static round => round.Through.Server.CpuMilliseconds)]), "s"),
            ],
        };

    private static double Of(OpenLoopRun run, double share) => 1000 * run.Exchanges.LatencyQuantile(share);

    private sealed record LatencyRound(OpenLoopRun Direct, OpenLoopRun Gateway, OpenLoopRun Yarp);
}
