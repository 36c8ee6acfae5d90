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
    private const double Percentile = 0.99;
    private const int Texts = 1_000;
    private const int Saturating = 64;
    private const string Milliseconds = "ms";

    public string Name => "gateway-latency";

    public string Summary => "latency through the gateway less latency of the pool itself, Poisson arrivals at 20 % of the pool's capacity";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        await using var pool = await LoadedPool.StartAsync(context.Shipped, Saturating, stop, Servers.AdmitAll);
        await using var gateway = await Server.StartAsync(GatewayServer.Before(pool.Server.EndPoint), stop);
        using var through = new OpenLoop(gateway.EndPoint, gateway.Id);
        var texts = context.Texts.Take(context.Settings.Scaled(Texts));
        var rounds = await SingleRounds.RunAsync(context, (round, token) => MeasureAsync(pool, through, texts, round, token), stop);
        return
        [
            Line("p50", MedianBound, rounds, 0.5),
            Line("p99", TailBound, rounds, Percentile),
        ];
    }

    private static async Task<LatencyRound> MeasureAsync(LoadedPool pool, OpenLoop through, IReadOnlyList<string> texts, int round, CancellationToken stop)
    {
        // A text of its own for each way and round: none is known.
        var requests = PredictRequest.For(texts.Select(text => $"{text} {round}"), key: GatewayServer.Key);
        var capacity = await pool.CapacityAsync(requests, stop);
        var arrivals = Arrivals.Poisson(Utilisation * capacity, requests.Length, BenchContext.Chance(round));
        var isGatewayFirst = round % 2 == 0;
        var first = await (isGatewayFirst ? through : pool.Open).RunAsync(arrivals, requests, stop);
        var second = await (isGatewayFirst ? pool.Open : through).RunAsync(arrivals, requests, stop);
        if (first.Exchanges.Concat(second.Exchanges).Count(static exchange => !exchange.Succeeded) is var failed and > 0)
        {
            throw new InvalidOperationException($"{failed} of {2 * requests.Length} requests were not answered; a refusal is quick, and would flatter.");
        }

        return isGatewayFirst ? new LatencyRound(Direct: second, Through: first) : new LatencyRound(Direct: first, Through: second);
    }

    private RowResult Line(string name, double bound, LatencyRound[] rounds, double share) => new(Name, name, "milliseconds, gateway − pool")
    {
        Target = Target.AtMost(bound),
        Absolute = new Measure(Bootstrap.OfMedian([.. rounds.Select(round => round.Added(share))], BenchContext.Chance()), Milliseconds),
        Rounds = rounds.Length,
        Figures =
        [
            new Figure("pool", name, Quantiles.Median([.. rounds.Select(round => Of(round.Direct, share))]), Milliseconds),
            new Figure("gateway", name, Quantiles.Median([.. rounds.Select(round => Of(round.Through, share))]), Milliseconds),
            new Figure("gateway", "CPU of 1,000", Quantiles.Median([.. rounds.Select(static round => round.Through.Server.CpuMilliseconds)]), "s"),
        ],
    };

    private static double Of(OpenLoopRun run, double share) => 1000 * run.Exchanges.LatencyQuantile(share);

    private sealed record LatencyRound(OpenLoopRun Direct, OpenLoopRun Through)
    {
        public double Added(double share) => Of(Through, share) - Of(Direct, share);
    }
}
