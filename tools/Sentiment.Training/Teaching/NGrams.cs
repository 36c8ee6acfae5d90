namespace Sentiment.Training.Teaching;

/// <summary>The sequences of one to three tokens that a text has, each once, as indices into a table (feature hashing: nothing has to be counted first).</summary>
internal static class NGrams
{
    private const int Bits = 22;

    /// <summary>Entries of the table. Of some million different sequences few share one.</summary>
    public const int TableLength = 1 << Bits;

    private const int Longest = 3;

    /// <param name="tokens">Of the text, without special ones.</param>
    public static int[] Of(IReadOnlyList<int> tokens)
    {
        var found = new HashSet<int>();
        for (var start = 0; start < tokens.Count; start++)
        {
            var hash = 0UL;
            for (var end = start; end < Math.Min(start + Longest, tokens.Count); end++)
            {
                // An odd factor mixes the low bits into the high ones, which are taken.
                hash = ((hash ^ (ulong)(tokens[end] + 1)) * 0x9E3779B97F4A7C15UL) + (ulong)(end - start);
                found.Add((int)(hash >> (64 - Bits)));
            }
        }

        return [.. found];
    }
}
