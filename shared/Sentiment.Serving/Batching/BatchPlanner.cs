using System.Runtime.InteropServices;
using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Batching;

/// <summary>
/// Chooses the texts of the next run. Pure: the same waiting texts give the same choice. The oldest text always runs, so none starves; with
/// it run those neighbours in length with which a text saves most, against running alone. Not as many as save anything: a text that saves
/// next to nothing here may save more in a later run, with others of its own length.
/// </summary>
internal static class BatchPlanner
{
    /// <param name="lengths">Tokens of each waiting text, the oldest first; at least one.</param>
    /// <param name="mostTexts">Of the run; at least one.</param>
    /// <param name="mostCost">Of the run, unless its only text costs more.</param>
    /// <param name="cost">What a run costs; it does not get less when a text is added.</param>
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
        var best = Best(byLength, byLength.BinarySearch(Key(lengths[0], 0)), mostTexts, mostCost, cost);
        var chosen = new int[best.Count];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = (int)byLength[best.Low + i];
        }

        Array.Sort(chosen);
        return chosen;
    }

    // All windows with the oldest in them: at the default bounds some hundred, never more than a quarter of the square of the texts.
    private static Window Best(ReadOnlySpan<long> byLength, int oldest, int mostTexts, int mostCost, RunCost cost)
    {
        var best = new Window(oldest, Count: 1, Saved: 0, Cost: 0);
        var (tokensBelow, aloneBelow) = (0, 0);
        for (var low = oldest; low >= 0 && oldest - low < mostTexts; low--)
        {
            if (low < oldest)
            {
                var shorter = Length(byLength[low]);
                (tokensBelow, aloneBelow) = (tokensBelow + shorter, aloneBelow + cost(1, shorter, shorter));
            }

            var (tokens, alone) = (tokensBelow, aloneBelow);
            for (var high = oldest; high < byLength.Length && high - low < mostTexts; high++)
            {
                var (length, count) = (Length(byLength[high]), high - low + 1);
                (tokens, alone) = (tokens + length, alone + cost(1, length, length));
                var together = cost(count, tokens, length);
                if (together > mostCost)
                {
                    if (high == oldest)
                    {
                        // Nor with still more texts below.
                        return best;
                    }

                    break;
                }

                var window = new Window(low, count, alone - together, together);
                best = window.IsBetterThan(best) ? window : best;
            }
        }

        return best;
    }

    private static long Key(int length, int position) => ((long)length << 32) | (uint)position;

    private static int Length(long key) => (int)(key >> 32);

    /// <summary>Neighbours in the order of length.</summary>
    /// <param name="Low">Position of the shortest.</param>
    /// <param name="Count">Texts.</param>
    /// <param name="Saved">What they cost alone, less what they cost together.</param>
    /// <param name="Cost">What they cost together.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Window(int Low, int Count, int Saved, int Cost)
    {
        /// <summary>Each of its texts saves more; or as much, and there are more of them; or as many, and they are done sooner.</summary>
        public bool IsBetterThan(Window other)
        {
            var (ours, theirs) = ((long)Saved * other.Count, (long)other.Saved * Count);
            return ours > theirs || (ours == theirs && (Count > other.Count || (Count == other.Count && Cost < other.Cost)));
        }
    }
}
