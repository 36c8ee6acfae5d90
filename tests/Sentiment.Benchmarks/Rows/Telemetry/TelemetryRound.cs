using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows.Telemetry;

/// <summary>What one chain took in one round.</summary>
/// <param name="Loaded">While it had its own share of the load.</param>
/// <param name="Elsewhere">While others had theirs.</param>
internal sealed record TelemetryRound(ChainTime Loaded, ChainTime Elsewhere)
{
    // Some tenths of a second.
    private const int Slice = 200;

    /// <summary>
    /// Processor time of its load. Lines and spans are sent after the requests that they are of, some when another chain has the load: what it took then beyond
    /// one that says nothing is counted. What both take then is a service's that has nothing to do, and would dilute the ratio.
    /// </summary>
    /// <param name="silent">The same round of the chain that says nothing.</param>
    public ChainTime Beside(TelemetryRound silent) => Loaded + (Elsewhere - silent.Elsewhere);

    /// <summary>The same load on every chain, in slices.</summary>
    /// <param name="chains">All sides.</param>
    /// <param name="texts">Of this round alone: none is known.</param>
    /// <returns>By chain.</returns>
    public static async Task<TelemetryRound[]> MeasureAsync(IReadOnlyList<TelemetryChain> chains, IReadOnlyList<string> texts, CancellationToken stop)
    {
        ChainTime[] started = [.. chains.Select(static chain => chain.Time)];
        var loaded = new ChainTime[chains.Count];
        string[][] slices = [.. texts.Chunk(Slice)];
        foreach (var (side, slice) in Slices.InTurn(chains.Count, slices.Length))
        {
            var before = chains[side].Time;
            await chains[side].LoadAsync(slices[slice], stop);
            loaded[side] += chains[side].Time - before;
        }

        foreach (var chain in chains)
        {
            await chain.ScrapeAsync(stop);
        }

        return [.. chains.Select((chain, side) => new TelemetryRound(loaded[side], chain.Time - started[side] - loaded[side]))];
    }
}
