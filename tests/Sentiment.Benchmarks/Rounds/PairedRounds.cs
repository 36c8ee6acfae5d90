namespace Sentiment.Benchmarks.Rounds;

/// <summary>
/// Measures all sides in turn, round after round: what changes on the machine meanwhile meets all of them. Each round starts with another
/// side, so that none always runs after the same.
/// </summary>
internal static class PairedRounds
{
    /// <param name="contenders">The sides.</param>
    /// <param name="warmup">Rounds that do not count.</param>
    /// <param name="rounds">Rounds that do.</param>
    /// <returns>By side, then round.</returns>
    public static async Task<IReadOnlyList<Sample[]>> RunAsync(
        IReadOnlyList<Contender> contenders, int warmup, int rounds, Action<string> say, CancellationToken stop)
    {
        var samples = contenders.Select(_ => new Sample[rounds]).ToArray();
        for (var round = -warmup; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var side = (i + round + warmup) % contenders.Count;
                var sample = await contenders[side].MeasureAsync(round, stop);
                if (round >= 0)
                {
                    samples[side][round] = sample;
                }
            }

            say(round < 0 ? "warmed up" : $"round {round + 1} of {rounds}");
        }

        return samples;
    }
}
