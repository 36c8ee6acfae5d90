using Sentiment.Models.Torch;
using Sentiment.Training.Data;
using Sentiment.Training.Optimization;
using static TorchSharp.torch;

namespace Sentiment.Training.FineTuning;

/// <summary>Learns the probability of each label.</summary>
/// <param name="model">Learnt.</param>
/// <param name="examples">Learnt from.</param>
/// <param name="maskedShare">Share of the tokens replaced by [MASK].</param>
/// <param name="maskId">Of [MASK].</param>
internal sealed class ClassificationObjective(
    DistilBertClassifier model, IReadOnlyList<EncodedExample> examples, double maskedShare, int maskId) : IObjective
{
    public nn.Module Module => model;

    public Tensor Loss(ReadOnlySpan<int> indices, Random random)
    {
        var rows = new EncodedExample[indices.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = examples[indices[i]];
        }

        var batch = BatchTensors.Create(rows, model.Config.PadTokenId, new TokenNoise(random, maskedShare, maskId));
        return nn.functional.cross_entropy(model.call(batch.Ids, batch.Mask), batch.Targets);
    }

    public void Dispose() => model.Dispose();
}
