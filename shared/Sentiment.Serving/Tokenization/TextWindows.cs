namespace Sentiment.Serving.Tokenization;

/// <summary>
/// Cuts a text that is longer than the model reads at once into windows. Pure. As few windows as can be, all of one length (or one token
/// apart): then none is a stub whose answer rests on a few words, they run together without padding, and none weighs more than another.
/// </summary>
internal static class TextWindows
{
    /// <summary>
    /// Tokens that a window shares with the next, or <see cref="SharedPart"/> of it where that is less: a sentence of up to this many
    /// tokens stands whole in one of the two.
    /// </summary>
    public const int Overlap = 32;

    /// <summary>A window shares at most one token in this many: a model that reads little at once would else read everything twice.</summary>
    public const int SharedPart = 4;

    /// <param name="capacity">Tokens of the text that a window can have.</param>
    /// <param name="windows">Most windows.</param>
    /// <returns>Tokens of the longest text that they can hold.</returns>
    public static int Most(int capacity, int windows) => capacity + ((windows - 1) * (capacity - Shared(capacity)));

    /// <param name="tokens">Tokens of the text; at most <see cref="Most"/> are read.</param>
    /// <param name="capacity">Tokens of the text that a window can have.</param>
    /// <param name="windows">Most windows.</param>
    /// <returns>Where each window lies in the text, in order; one for a text that fits.</returns>
    public static Range[] Cut(int tokens, int capacity, int windows)
    {
        var read = Math.Min(tokens, Most(capacity, windows));
        var shared = Shared(capacity);
        var count = read <= capacity ? 1 : (int)Math.Ceiling((double)(read - shared) / (capacity - shared));
        var (length, longer) = Math.DivRem(read + ((count - 1) * shared), count);
        var ranges = new Range[count];
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var end = start + length + (i < longer ? 1 : 0);
            ranges[i] = start..end;
            start = end - shared;
        }

        return ranges;
    }

    private static int Shared(int capacity) => Math.Min(Overlap, capacity / SharedPart);
}
