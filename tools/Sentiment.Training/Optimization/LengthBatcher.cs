namespace Sentiment.Training.Optimization;

/// <summary>Cuts a shuffled epoch into batches of about equal length and cost, so that next to nothing is padding.</summary>
internal static class LengthBatcher
{
    /// <summary>Examples are sorted by length only within a pool of this many batches: whole epochs in order of length learn worse.</summary>
    private const int BatchesPerPool = 100;

    /// <returns>Batches of indices into <paramref name="lengths"/>, each index once; longest × count is at most the budget, or one example.</returns>
    public static IReadOnlyList<int[]> Plan(IReadOnlyList<int> lengths, int tokenBudget, Random random)
    {
        var order = Enumerable.Range(0, lengths.Count).ToArray();
        random.Shuffle(order);
        var batches = new List<int[]>();
        var pool = new List<int>();
        long poolTokens = 0;
        foreach (var index in order)
        {
            pool.Add(index);
            poolTokens += lengths[index];
            if (poolTokens >= (long)tokenBudget * BatchesPerPool)
            {
                Cut(pool, lengths, tokenBudget, batches);
                pool.Clear();
                poolTokens = 0;
            }
        }

        Cut(pool, lengths, tokenBudget, batches);
        var shuffled = batches.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static void Cut(List<int> pool, IReadOnlyList<int> lengths, int tokenBudget, List<int[]> batches)
    {
        var sorted = pool.OrderBy(index => lengths[index]).ToArray();
        var start = 0;
        for (var end = 1; end <= sorted.Length; end++)
        {
            // The next example would be the longest of the batch.
            if (end == sorted.Length || (end + 1 - start) * lengths[sorted[end]] > tokenBudget)
            {
                batches.Add(sorted[start..end]);
                start = end;
            }
        }
    }
}
