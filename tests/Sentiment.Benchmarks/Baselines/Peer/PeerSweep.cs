using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Baselines.Peer;

/// <summary>Finds the setup with which the peer answers most requests a second, in the same run and in turn: a busy neighbour must not choose.</summary>
internal static class PeerSweep
{
    private const int Share = 4;
    private const int Warmup = 1;
    private const int Repeats = 5;

    public static async Task<PeerSetup> FindAsync(
        BenchContext context, PeerFolder folder, string package, IReadOnlyList<PeerSetup> setups, IReadOnlyList<string> texts, CancellationToken stop)
    {
        var peers = new List<HttpSide>();
        try
        {
            foreach (var setup in setups)
            {
                peers.Add(await HttpSide.StartAsync(setup.Start(folder, package), texts, stop));
            }

            var some = Math.Max(1, texts.Count / Share);
            Contender[] contenders = [.. peers.Select(peer => new Contender(peer.Server.Name, (_, token) => peer.MeasureAsync(some, token)))];
            return Best(context, setups, await PairedRounds.RunAsync(contenders, Warmup, Repeats, static _ => { }, stop));
        }
        finally
        {
            foreach (var peer in peers)
            {
                await peer.DisposeAsync();
            }
        }
    }

    private static PeerSetup Best(BenchContext context, IReadOnlyList<PeerSetup> setups, IReadOnlyList<Sample[]> samples)
    {
        double[] rates = [.. samples.Select(static side => Quantiles.Median([.. side.Select(static sample => sample.Rate)]))];
        foreach (var (setup, rate) in setups.Zip(rates))
        {
            context.Say($"peer, {setup.Description}: {rate:0} a second");
        }

        return setups[Array.IndexOf(rates, rates.Max())];
    }
}
