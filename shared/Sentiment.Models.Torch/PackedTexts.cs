using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Sentiment.Models.Torch;

/// <summary>A ragged batch where the model is: ids, and what finds the texts among them.</summary>
/// <param name="Ids">Of all tokens, sorted by their texts' length.</param>
/// <param name="Positions">Of each token in its text.</param>
/// <param name="FirstRows">Row of each sorted text's [CLS].</param>
/// <param name="Places">Where each of the caller's texts is among the sorted ones.</param>
/// <param name="Groups">The texts by length.</param>
internal sealed record PackedTexts(Tensor Ids, Tensor Positions, Tensor FirstRows, Tensor Places, TextGroup[] Groups)
{
    /// <param name="ids">Token ids, text after text.</param>
    /// <param name="lengths">Tokens of each text.</param>
    /// <param name="device">Of the model.</param>
    public static PackedTexts Create(ReadOnlySpan<int> ids, ReadOnlySpan<int> lengths, Device device)
    {
        var layout = new RaggedLayout(lengths);
        var (tokens, texts) = (layout.Tokens, lengths.Length);

        // One piece of memory: a GPU is then sent to once.
        var all = empty(2 * (tokens + texts), dtype: ScalarType.Int32);
        var numbers = MemoryMarshal.Cast<byte, int>(all.bytes);
        layout.LayOut(ids, lengths, numbers[..tokens], numbers.Slice(tokens, tokens));
        layout.FirstRows.CopyTo(numbers[(2 * tokens)..]);
        layout.Places.CopyTo(numbers[^texts..]);

        var there = all.to(device);
        return new PackedTexts(
            there.narrow(0, 0, tokens),
            there.narrow(0, tokens, tokens),
            there.narrow(0, 2 * tokens, texts),
            there.narrow(0, (2 * tokens) + texts, texts),
            layout.Groups);
    }
}
