using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows.Gateway;

/// <summary>What a known answer is worth: as many a second as nobody behind a proxy could give, whatever model it had.</summary>
internal sealed class GatewayCachedRow : IRow
{
    private const double Bound = 1.5;

    // Fewer than are kept.
    private const int Known = 500;
    private const int Requests = 20_000;

    public string Name => "gateway-cached";

    public string Summary => "known answers a second of the gateway ÷ requests a second of bare YARP before a server that answers the same bytes at once";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        await using var pool = await Server.StartAsync(Servers.Pool(PoolKind.Onnx, context.Shipped.Package), stop);
        await using var constant = await Server.StartAsync(Servers.Constant(), stop);
        await using var gateway = await ForwardingSide.StartAsync(GatewayServer.Before(pool.EndPoint), stop);
        await using var yarp = await ForwardingSide.StartAsync(Servers.Yarp(constant.EndPoint), stop);
        var known = context.Texts.Take(Known);
        var count = context.Settings.Scaled(Requests);

        // Known after the warm-up.
        IEnumerable<string> Of(int round) => Enumerable.Range(0, count).Select(number => known[number % known.Count]);
        var samples = await context.CompareAsync([gateway.With(Of), yarp.With(Of)], stop);
        return
        [
            new RowResult(Name, "from memory", "requests a second, gateway ÷ YARP")
            {
                Target = Target.AtLeast(Bound),
                Ratio = BenchContext.Ratio(samples[0], samples[1], static sample => sample.Rate),
                Rounds = context.Settings.Rounds,
                Figures =
                [
                    Figure.Rate("gateway", samples[0]), .. Figure.Times("gateway", samples[0]), Figure.Rate("YARP", samples[1]), .. Figure.Times("YARP", samples[1]),
                ],
            },
        ];
    }
}
