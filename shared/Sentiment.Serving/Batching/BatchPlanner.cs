namespace Sentiment.Serving.Batching;

/// <summary>
/// Chooses the texts of the next run. Pure: the same waiting texts give the same choice. The oldest text always runs, so none starves;
/// the others are those nearest to it in length, as long as running them together costs no more than apart.
/// </summary>
internal static class BatchPlanner
{
    /// <param name="lengths">Tokens of each waiting text, the oldest first; at least one.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="cost">What a run of (texts, longest) costs, see <see cref="Backends.IModelBackend.Cost"/>.</param>
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

        public int Low { get; private set; } = anchor;

        public readonly int Count => _high - Low + 1;

        public bool TryGrow(BatchingOptions options, Func<int, int, int> cost)
        {
            var below = Low > 0 ? lengths[0] - LengthAt(Low - 1) : int.MaxValue;
            var above = _high + 1 < byLength.Length ? LengthAt(_high + 1) - lengths[0] : int.MaxValue;
            return below <= above
                ? TryTake(Low - 1, options, cost) || TryTake(_high + 1, options, cost)
                : TryTake(_high + 1, options, cost) || TryTake(Low - 1, options, cost);
        }

        private bool TryTake(int position, BatchingOptions options, Func<int, int, int> cost)
        {
            if (position < 0 || position >= byLength.Length)
            {
                return false;
            }

            var length = LengthAt(position);
            var together = cost(Count + 1, Math.Max(length, LengthAt(_high)));
            if (together > options.MaxCost || together > cost(Count, LengthAt(_high)) + cost(1, length))
            {
                return false;
            }

            (Low, _high) = (Math.Min(Low, position), Math.Max(_high, position));
            return true;
        }

        private readonly int LengthAt(int position) => lengths[byLength[position]];
    }
}
