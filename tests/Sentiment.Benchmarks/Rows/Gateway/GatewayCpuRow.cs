using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows.Gateway;

/// <summary>What a request costs on its way through: auth, limits, parsing, arm, cache, dispatch and checks, beside a proxy that does nothing but forward.</summary>
internal sealed class GatewayCpuRow : IRow
{
    public const string Compared = "CPU seconds, gateway ÷ YARP";

    private const double Bound = 1.6;
    private const int Texts = 2_000;

    public string Name => "gateway-cpu";

    public string Summary => "CPU seconds of the gateway for requests that it does not know ÷ of bare YARP, which forwards the same bytes to the same pool";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        await using var pool = await Server.StartAsync(Servers.Pool(PoolKind.Onnx, context.Shipped.Package), stop);
        await using var gateway = await ForwardingSide.StartAsync(GatewayServer.Before(pool.EndPoint), stop);
        return [await CompareAsync(context, new RowResult(Name, "embedded policies", Compared) { Target = Target.AtMost(Bound) }, pool, gateway, stop)];
    }

    /// <summary>A gateway, however it is set up, beside bare YARP before the same pool.</summary>
    /// <param name="line">What is compared; the figures are filled in.</param>
    internal static async Task<RowResult> CompareAsync(BenchContext context, RowResult line, Server pool, ForwardingSide gateway, CancellationToken stop)
    {
        await using var yarp = await ForwardingSide.StartAsync(Servers.Yarp(pool.EndPoint), stop);
        var texts = context.Texts.Take(context.Settings.Scaled(Texts));

        // None is known: each round has its own.
        IEnumerable<string> Of(int round) => texts.Select(text => $"{text} {round}");
        var samples = await context.CompareAsync([gateway.With(Of), yarp.With(Of)], stop);
        return line with
        {
            Ratio = BenchContext.Ratio(samples[0], samples[1], static sample => sample.CpuSeconds),
            Rounds = context.Settings.Rounds,
            Figures = [.. Figure.Times("gateway", samples[0]), .. Figure.Times("YARP", samples[1])],
        };
    }
}
