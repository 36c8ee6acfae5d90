namespace Sentiment.Training.Pretraining;

/// <summary>Cuts a text into sequences that the model can read.</summary>
internal static class TextChunks
{
    /// <param name="tokens">Of the text, without special tokens.</param>
    /// <param name="maximum">Longest sequence, with the special tokens.</param>
    /// <param name="first">[CLS].</param>
    /// <param name="last">[SEP].</param>
    /// <returns>As few sequences as it takes, of about equal length: a short rest at the end would have no context.</returns>
    public static IEnumerable<ushort[]> Cut(IReadOnlyList<int> tokens, int maximum, int first, int last)
    {
        var room = maximum - 2;
        var count = (tokens.Count + room - 1) / room;
        for (var i = 0; i < count; i++)
        {
            var (start, end) = (tokens.Count * i / count, tokens.Count * (i + 1) / count);
            var chunk = new ushort[end - start + 2];
            chunk[0] = (ushort)first;
            chunk[^1] = (ushort)last;
            for (var place = start; place < end; place++)
            {
                chunk[place - start + 1] = (ushort)tokens[place];
            }

            yield return chunk;
        }
    }
}
