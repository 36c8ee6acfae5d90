using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows.Telemetry;

/// <summary>What it costs that gateway and pool say what they do.</summary>
internal sealed class TelemetryRow : IRow
{
    private const double GatewayBound = 1.25;
    private const double PoolBound = 1.05;
    private const int Texts = 4_000;

    // The first is what the others are held against, the second what has targets.
    private static readonly TelemetryParts[] Sides = [TelemetryParts.None, TelemetryParts.All, TelemetryParts.FewLines, TelemetryParts.Traces, TelemetryParts.Control];

    public string Name => "telemetry";

    public string Summary => "CPU seconds of gateway and pool, each for itself, with a line in the access log for every request, 10 % of the traces and metrics scraped ÷ without, for requests that the gateway does not know";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        var chains = new List<TelemetryChain>();
        try
        {
            foreach (var parts in Sides)
            {
                chains.Add(await TelemetryChain.StartAsync(parts, context.Shipped, stop));
            }

            var texts = context.Texts.Take(context.Settings.Scaled(Texts));
            var rounds = await SingleRounds.RunAsync(context, (round, token) => TelemetryRound.MeasureAsync(chains, TextsOf(round, texts), token), stop);
            RequireSaid(chains);
            return [.. Enumerable.Range(1, chains.Count - 1).SelectMany(side => Lines(context, chains[side], side, rounds, texts.Count))];
        }
        finally
        {
            foreach (var chain in chains)
            {
                await chain.DisposeAsync();
            }
        }
    }

    /// <summary>The texts of a round, each unlike all others of all rounds.</summary>
    internal static string[] TextsOf(int round, IReadOnlyList<string> texts) => [.. texts.Select(text => $"{text} {round}")];

    private static void RequireSaid(IEnumerable<TelemetryChain> chains)
    {
        if (chains.FirstOrDefault(static chain => (chain.Parts.LoggedShare > 0 && chain.Lines == 0) || (chain.Parts.IsTraced && chain.Spans == 0)) is { } mute)
        {
            throw new InvalidOperationException($"{mute.Parts.Name}: {mute.Lines} lines and {mute.Spans} spans have come; what is not said costs nothing, and would flatter.");
        }
    }

    private IEnumerable<RowResult> Lines(BenchContext context, TelemetryChain chain, int side, TelemetryRound[][] rounds, int texts)
    {
        // Those that warm up say as much.
        double requests = texts * (context.Settings.Warmup + context.Settings.Rounds);
        var (parts, isTarget) = (chain.Parts, chain.Parts == TelemetryParts.All);
        ChainTime[] times = [.. rounds.Select(round => round[side].Beside(round[0]))];
        ChainTime[] silent = [.. rounds.Select(static round => round[0].Loaded)];
        var gateway = Line(parts.Name, "gateway", Of(static time => time.Gateway), texts);
        yield return gateway with
        {
            Target = isTarget ? Target.AtMost(GatewayBound) : null,
            Figures =
            [
                .. gateway.Figures, new(parts.Name, "lines of a request", chain.Lines / requests, string.Empty), new(parts.Name, "spans of a request", chain.Spans / requests, string.Empty),
            ],
            Note = isTarget ? "access log of every request, not sampled; metrics are counted on both sides, since nothing turns them off, and scraped on one" : null,
        };
        yield return Line(parts.Name, "pool", Of(static time => time.Pool), texts) with { Target = isTarget ? Target.AtMost(PoolBound) : null };

        (double With, double Without)[] Of(Func<ChainTime, double> service) => [.. times.Zip(silent, (time, without) => (service(time), service(without)))];
    }

    private RowResult Line(string parts, string service, (double With, double Without)[] seconds, int texts) => new(Name, $"{service}, {parts}", $"CPU seconds, {parts} ÷ off")
    {
        Ratio = Bootstrap.OfMedian([.. seconds.Select(static round => round.With / round.Without)], BenchContext.Chance()),
        Rounds = seconds.Length,
        Figures =
        [
            Thousand(parts, seconds.Select(static round => round.With), texts), Thousand(TelemetryParts.None.Name, seconds.Select(static round => round.Without), texts),
        ],
    };

    private static Figure Thousand(string side, IEnumerable<double> seconds, int texts) => new(side, "CPU of 1,000", 1000 * Quantiles.Median([.. seconds]) / texts, "s");
}
