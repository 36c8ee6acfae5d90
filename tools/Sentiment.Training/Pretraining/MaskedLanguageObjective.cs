using Sentiment.Training.Optimization;
using static TorchSharp.torch;

namespace Sentiment.Training.Pretraining;

/// <summary>Learns to guess words that were hidden in texts without labels.</summary>
internal sealed class MaskedLanguageObjective(MaskedLanguageModel model, IReadOnlyList<ushort[]> texts, WordMasking masking) : IObjective
{
    public nn.Module Module => model;

    public Tensor Loss(ReadOnlySpan<int> indices, Random random)
    {
        var width = 0;
        var shortest = int.MaxValue;
        foreach (var example in indices)
        {
            width = Math.Max(width, texts[example].Length);
            shortest = Math.Min(shortest, texts[example].Length);
        }

        var padded = shortest != width;
        var ids = new long[indices.Length * width];
        var mask = new long[padded ? ids.Length : 0];
        var (places, targets) = (new List<long>(), new List<long>());
        var guessed = new List<(int Place, long Id)>();
        Array.Fill(ids, model.Classifier.Config.PadTokenId);
        for (var row = 0; row < indices.Length; row++)
        {
            var text = texts[indices[row]];
            for (var i = 0; i < text.Length; i++)
            {
                ids[row * width + i] = text[i];
            }

            if (padded)
            {
                Array.Fill(mask, 1, row * width, text.Length);
            }

            guessed.Clear();
            masking.Apply(ids.AsSpan(row * width, text.Length), random, guessed);
            foreach (var (place, id) in guessed)
            {
                places.Add(row * width + place);
                targets.Add(id);
            }
        }

        var logits = model.call(
            tensor(ids, indices.Length, width), padded ? tensor(mask, indices.Length, width) : null, tensor(places.ToArray()));
        return nn.functional.cross_entropy(logits, tensor(targets.ToArray()));
    }

    public void Dispose() => model.Dispose();
}
