using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>
/// Scaled dot-product attention within each text of a ragged batch. Texts of one length are one call without a mask: less work than padding
/// to the longest, which moves all queries, keys and values once more and computes on what is then thrown away (docs/adr/0016).
/// </summary>
/// <param name="heads">Heads of a layer.</param>
/// <param name="width">Of all heads together.</param>
internal sealed class RaggedAttention(int heads, int width)
{
    /// <summary>Every token attends: tokens × width.</summary>
    /// <param name="projected">Queries, keys and values beside each other: tokens × 3 widths.</param>
    public Tensor OfAll(Tensor projected, TextGroup[] groups)
    {
        var all = Widen(projected);
        return Narrow(projected, Array.ConvertAll(groups, group => Attend(
            Heads(all, group.Row, group.Texts, group.Length, part: 0),
            Heads(all, group.Row, group.Texts, group.Length, part: 1),
            Heads(all, group.Row, group.Texts, group.Length, part: 2))));
    }

    /// <summary>The first token of each text attends: texts × width.</summary>
    /// <param name="queries">Of the first tokens: texts × width.</param>
    /// <param name="projected">Keys and values of all tokens beside each other: tokens × 2 widths.</param>
    public Tensor OfFirst(Tensor queries, Tensor projected, TextGroup[] groups)
    {
        var (first, all) = (Widen(queries), Widen(projected));
        return Narrow(projected, Array.ConvertAll(groups, group => Attend(
            Heads(first, group.First, group.Texts, length: 1, part: 0),
            Heads(all, group.Row, group.Texts, group.Length, part: 0),
            Heads(all, group.Row, group.Texts, group.Length, part: 1))));
    }

    // In single precision whatever the layer computes in: the sums over a text's tokens are what another kernel, for another length or
    // another number of texts, adds up in another order (docs/adr/0008).
    private static Tensor Widen(Tensor projected) => projected.to(ScalarType.Float32);

    private static Tensor Narrow(Tensor projected, Tensor[] contexts) =>
        (contexts.Length == 1 ? contexts[0] : cat(contexts)).to(projected.dtype);

    private Tensor Attend(Tensor query, Tensor key, Tensor value) =>
        functional.scaled_dot_product_attention(query, key, value).transpose(1, 2).reshape(-1, width);

    /// <summary>A group's queries, keys or values where they lie, as texts × heads × tokens × width of a head.</summary>
    private Tensor Heads(Tensor rows, int row, int texts, int length, int part)
    {
        var step = rows.shape[1];
        var head = width / heads;
        return rows.as_strided([texts, heads, length, head], [length * step, head, step, 1], (row * step) + (part * width));
    }
}
