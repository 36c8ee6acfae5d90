namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>Texts as a graph takes them: padded on the right with 0 to the longest, row by row.</summary>
/// <param name="Texts">Rows.</param>
/// <param name="Width">Tokens of a row.</param>
/// <param name="Ids">Token ids.</param>
/// <param name="Mask">1 for tokens, 0 for padding.</param>
internal sealed record PaddedBatch(int Texts, int Width, long[] Ids, long[] Mask)
{
    /// <summary>The same for a model that takes no padding: the ids text after text, made with the batch and so not measured.</summary>
    public int[] Tokens { get; } = [.. Ids.Zip(Mask).Where(static token => token.Second == 1).Select(static token => (int)token.First)];

    /// <summary>Tokens of each text.</summary>
    public int[] Lengths { get; } = [.. Mask.Chunk(Width).Select(static row => (int)row.Sum())];

    /// <summary>Sorted by length and cut into batches: neighbours then need the least padding.</summary>
    public static IEnumerable<PaddedBatch> Sorted(IEnumerable<int[]> texts, int size) =>
        texts.OrderBy(static text => text.Length).Chunk(size).Select(Pad);

    public static PaddedBatch Pad(IReadOnlyList<int[]> texts)
    {
        var width = texts.Max(static text => text.Length);
        var (ids, mask) = (new long[texts.Count * width], new long[texts.Count * width]);
        for (var row = 0; row < texts.Count; row++)
        {
            for (var column = 0; column < texts[row].Length; column++)
            {
                ids[(row * width) + column] = texts[row][column];
                mask[(row * width) + column] = 1;
            }
        }

        return new PaddedBatch(texts.Count, width, ids, mask);
    }
}
