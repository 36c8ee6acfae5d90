using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Batching;

/// <summary>
/// Chooses the texts of the next run. Pure: the same waiting texts give the same choice. The oldest text always runs, so none starves;
/// the others are those nearest to it in length, as long as running them together costs no more than apart.
/// </summary>
internal static class BatchPlanner
{
    /// <param name="lengths">Tokens of each waiting text, the oldest first; at least one.</param>
    /// <param name="mostTexts">Of the run; at least one.</param>
    /// <param name="mostCost">Of the run, unless its only text costs more.</param>
    /// <param name="cost">What a run costs.</param>
    /// <returns>Positions in <paramref name="lengths"/>, ascending, 0 among them.</returns>
    public static int[] Choose(ReadOnlySpan<int> lengths, int mostTexts, int mostCost, RunCost cost)
    {
        // By length, then by age: among equal lengths the older ones come first.
        Span<long> byLength = new long[lengths.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            byLength[i] = Key(lengths[i], i);
        }

        byLength.Sort();
        var window = new Window(byLength, byLength.BinarySearch(Key(lengths[0], 0)));
        while (window.Count < mostTexts && window.TryGrow(mostCost, cost))
        {
        }

        var chosen = new int[window.Count];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = (int)byLength[window.Low + i];
        }

        Array.Sort(chosen);
        return chosen;
    }

    private static long Key(int length, int position) => ((long)length << 32) | (uint)position;

    /// <summary>A run of neighbours in the order of length, grown from the oldest text to either side.</summary>
    private ref struct Window(ReadOnlySpan<long> byLength, int anchor)
    {
        private readonly ReadOnlySpan<long> _byLength = byLength;
        private readonly int _oldest = Length(byLength[anchor]);
        private int _high = anchor;
        private int _tokens = Length(byLength[anchor]);

        public int Low { get; private set; } = anchor;

        public readonly int Count => _high - Low + 1;

        public bool TryGrow(int mostCost, RunCost cost)
        {
            var below = Low > 0 ? _oldest - Length(_byLength[Low - 1]) : int.MaxValue;
            var above = _high + 1 < _byLength.Length ? Length(_byLength[_high + 1]) - _oldest : int.MaxValue;
            return below <= above
                ? TryTake(Low - 1, mostCost, cost) || TryTake(_high + 1, mostCost, cost)
                : TryTake(_high + 1, mostCost, cost) || TryTake(Low - 1, mostCost, cost);
        }

        private bool TryTake(int position, int mostCost, RunCost cost)
        {
            if (position < 0 || position >= _byLength.Length)
            {
                return false;
            }

            var (length, longest) = (Length(_byLength[position]), Length(_byLength[_high]));
            var together = cost(Count + 1, _tokens + length, Math.Max(length, longest));
            if (together > mostCost || together > cost(Count, _tokens, longest) + cost(1, length, length))
            {
                return false;
            }

            (Low, _high, _tokens) = (Math.Min(Low, position), Math.Max(_high, position), _tokens + length);
            return true;
        }

        private static int Length(long key) => (int)(key >> 32);
    }
}
