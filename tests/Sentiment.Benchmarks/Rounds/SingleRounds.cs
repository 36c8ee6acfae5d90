using Sentiment.Benchmarks.Rows;

namespace Sentiment.Benchmarks.Rounds;

/// <summary>Rounds of a row whose sides are parts of one measurement: each round holds all that its figures are made of.</summary>
internal static class SingleRounds
{
    /// <param name="measure">One round, given its number; warm-up rounds are below 0 and do not count.</param>
    public static async Task<T[]> RunAsync<T>(BenchContext context, Func<int, CancellationToken, Task<T>> measure, CancellationToken stop)
    {
        var settings = context.Settings;
        var rounds = new T[settings.Rounds];
        for (var round = -settings.Warmup; round < rounds.Length; round++)
        {
            var measured = await measure(round, stop);
            if (round >= 0)
            {
                rounds[round] = measured;
            }

            context.Say(round < 0 ? "warmed up" : $"round {round + 1} of {rounds.Length}");
        }

        return rounds;
    }
}
