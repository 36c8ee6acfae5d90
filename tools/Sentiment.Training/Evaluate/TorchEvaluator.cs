using Sentiment.Models.Torch;
using Sentiment.Training.Training;
using static TorchSharp.torch;

namespace Sentiment.Training.Evaluate;

/// <summary>Runs the model as it is, without dropout and without recording gradients.</summary>
internal static class TorchEvaluator
{
    private const int BatchSize = 32;

    /// <summary>The logits of one text.</summary>
    public static float[] Logits(DistilBertClassifier model, int[] ids)
    {
        model.eval();
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var batch = BatchTensors.Create([new EncodedExample(ids, 0)], model.Config.PadTokenId, noise: null);
        return [.. model.call(batch.Ids, batch.Mask).contiguous().data<float>()];
    }

    /// <summary>The probability of POSITIVE of each example, in the examples' order.</summary>
    public static float[] Positive(DistilBertClassifier model, IReadOnlyList<EncodedExample> examples)
    {
        var scores = new float[examples.Count];
        model.eval();
        using var mode = inference_mode();
        foreach (var chunk in Enumerable.Range(0, examples.Count).OrderBy(index => examples[index].Ids.Length).Chunk(BatchSize))
        {
            using var scope = NewDisposeScope();
            var batch = BatchTensors.Create([.. chunk.Select(index => examples[index])], model.Config.PadTokenId, noise: null);
            var positive = nn.functional.softmax(model.call(batch.Ids, batch.Mask), 1).select(1, 1).contiguous().data<float>();
            for (var i = 0; i < chunk.Length; i++)
            {
                scores[chunk[i]] = positive[i];
            }
        }

        return scores;
    }
}
