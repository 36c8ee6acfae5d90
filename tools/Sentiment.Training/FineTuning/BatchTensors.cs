using Sentiment.Training.Data;
using static TorchSharp.torch;

namespace Sentiment.Training.FineTuning;

/// <summary>A batch as the model takes it. Created inside a dispose scope, which owns the tensors.</summary>
internal readonly record struct BatchTensors(Tensor Ids, Tensor? Mask, Tensor Targets)
{
    /// <param name="batch">The examples; shorter ones are padded at their end.</param>
    /// <param name="paddingId">Fills rows up.</param>
    /// <param name="noise">Changes ids on the way; null in evaluation.</param>
    public static BatchTensors Create(IReadOnlyList<EncodedExample> batch, int paddingId, TokenNoise? noise)
    {
        var width = batch.Max(example => example.Ids.Length);
        var padded = batch.Any(example => example.Ids.Length != width);
        var ids = new long[batch.Count * width];
        var mask = new long[padded ? ids.Length : 0];
        var targets = new float[batch.Count * 2];
        Array.Fill(ids, paddingId);
        for (var row = 0; row < batch.Count; row++)
        {
            var example = batch[row];
            for (var i = 0; i < example.Ids.Length; i++)
            {
                var special = i == 0 || i == example.Ids.Length - 1;
                ids[row * width + i] = noise is null || special ? example.Ids[i] : noise.Apply(example.Ids[i]);
            }

            if (padded)
            {
                Array.Fill(mask, 1, row * width, example.Ids.Length);
            }

            targets[row * 2] = 1 - example.Target;
            targets[row * 2 + 1] = example.Target;
        }

        return new BatchTensors(
            tensor(ids, batch.Count, width),
            padded ? tensor(mask, batch.Count, width) : null,
            tensor(targets, batch.Count, 2));
    }
}

/// <summary>Replaces a share of the tokens by [MASK].</summary>
internal sealed class TokenNoise(Random random, double share, int maskId)
{
    public int Apply(int id) => random.NextDouble() < share ? maskId : id;
}
