using static TorchSharp.torch;

namespace Sentiment.Training.Pretraining;

/// <summary>Texts as the model takes them: rows of one width, padded at their ends.</summary>
/// <param name="Ids">Row by row.</param>
/// <param name="Lengths">Tokens of each row.</param>
/// <param name="Width">Of a row.</param>
internal sealed record TextRows(long[] Ids, int[] Lengths, int Width)
{
    public static TextRows Create(IReadOnlyList<ushort[]> texts, ReadOnlySpan<int> indices, int padding)
    {
        var lengths = new int[indices.Length];
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] = texts[indices[row]].Length;
        }

        var width = lengths.Max();
        var ids = new long[lengths.Length * width];
        Array.Fill(ids, padding);
        for (var row = 0; row < lengths.Length; row++)
        {
            var text = texts[indices[row]];
            for (var place = 0; place < text.Length; place++)
            {
                ids[row * width + place] = text[place];
            }
        }

        return new TextRows(ids, lengths, width);
    }

    public Tensor IdTensor() => tensor(Ids, Lengths.Length, Width);

    /// <summary>1 for tokens, 0 for padding; null where no row is padded.</summary>
    public Tensor? MaskTensor()
    {
        if (Lengths.All(length => length == Width))
        {
            return null;
        }

        var mask = new long[Ids.Length];
        for (var row = 0; row < Lengths.Length; row++)
        {
            Array.Fill(mask, 1, row * Width, Lengths[row]);
        }

        return tensor(mask, Lengths.Length, Width);
    }
}
