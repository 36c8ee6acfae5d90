using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Baselines.Peer;

/// <summary>Finds the setup with which the peer answers most requests a second, in the same run.</summary>
internal static class PeerSweep
{
    private const int Share = 4;
    private const int Repeats = 3;

    public static async Task<PeerSetup> FindAsync(
        BenchContext context, PeerFolder folder, string package, IReadOnlyList<string> texts, CancellationToken stop)
    {
        (PeerSetup Setup, double Rate)? best = null;
        foreach (var setup in PeerSetup.All)
        {
            var rate = await RateAsync(setup, folder, package, texts, stop);
            context.Say($"peer, {setup.Description}: {rate:0} a second");
            best = best is { } other && other.Rate >= rate ? other : (setup, rate);
        }

        return best!.Value.Setup;
    }

    private static async Task<double> RateAsync(PeerSetup setup, PeerFolder folder, string package, IReadOnlyList<string> texts, CancellationToken stop)
    {
        await using var peer = await HttpSide.StartAsync(setup.Start(folder, package), texts, stop);
        var some = Math.Max(1, texts.Count / Share);
        await peer.MeasureAsync(some, stop);
        var rates = new double[Repeats];
        for (var i = 0; i < Repeats; i++)
        {
            rates[i] = (await peer.MeasureAsync(some, stop)).Rate;
        }

        return Quantiles.Median(rates);
    }
}
