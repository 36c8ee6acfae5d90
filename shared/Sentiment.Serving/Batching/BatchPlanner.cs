namespace Sentiment.Serving.Batching;

/// <summary>
/// Chooses the texts of the next run. Pure: the same waiting texts give the same choice. The oldest text always runs, so none starves;
/// the others are those nearest to it in length, so that little is padded.
/// </summary>
internal static class BatchPlanner
{
    /// <param name="lengths">Tokens of each waiting text, the oldest first; at least one.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="cost">Tokens that a run computes for (texts, longest).</param>
    /// <returns>Positions in <paramref name="lengths"/>, ascending, 0 among them.</returns>
    public static int[] Choose(ReadOnlySpan<int> lengths, BatchingOptions options, Func<int, int, int> cost)
    {
        var byLength = new int[lengths.Length];
        for (var i = 0; i < byLength.Length; i++)
        {
            byLength[i] = i;
        }

        // Stable: among equal lengths the older ones come first.
        var keys = lengths.ToArray();
        Array.Sort(byLength, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));

        var window = new Window(byLength, keys, Array.IndexOf(byLength, 0));
        while (window.Count < options.MaxTexts && window.TryGrow(options, cost))
        {
        }

        var chosen = byLength.AsSpan(window.Low, window.Count).ToArray();
        Array.Sort(chosen);
        return chosen;
    }

    /// <summary>A run of neighbours in the order of length, grown from the oldest text to either side.</summary>
    private struct Window(int[] byLength, int[] lengths, int anchor)
    {
        private int _high = anchor;
        private int _tokens = lengths[0];

        public int Low { get; private set; } = anchor;

        public readonly int Count => _high - Low + 1;

        public bool TryGrow(BatchingOptions options, Func<int, int, int> cost)
        {
            var oldest = lengths[0];
            var below = Low > 0 ? oldest - LengthAt(Low - 1) : int.MaxValue;
            var above = _high + 1 < byLength.Length ? LengthAt(_high + 1) - oldest : int.MaxValue;
            return below <= above
                ? (below != int.MaxValue && TryTake(Low - 1, _high, options, cost)) || (above != int.MaxValue && TryTake(Low, _high + 1, options, cost))
                : TryTake(Low, _high + 1, options, cost) || (below != int.MaxValue && TryTake(Low - 1, _high, options, cost));
        }

        private bool TryTake(int low, int high, BatchingOptions options, Func<int, int, int> cost)
        {
            var tokens = _tokens + LengthAt(low < Low ? low : high);
            var computed = cost(high - low + 1, LengthAt(high));
            if (computed > options.MaxTokens || computed - tokens > options.MaxPaddingShare * computed)
            {
                return false;
            }

            (Low, _high, _tokens) = (low, high, tokens);
            return true;
        }

        private readonly int LengthAt(int position) => lengths[byLength[position]];
    }
}
