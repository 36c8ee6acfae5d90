using Sentiment.Models.Torch;
using Sentiment.Training.Data;
using Sentiment.Training.FineTuning;
using static TorchSharp.torch;

namespace Sentiment.Training.Evaluation;

/// <summary>Runs the model as it is, without dropout and without recording gradients.</summary>
internal static class TorchEvaluator
{
    private const int BatchTokens = 4_096;

    /// <summary>The logits of one text.</summary>
    public static float[] Logits(DistilBertClassifier model, int[] ids) => Logits(model, [ids])[0];

    /// <returns>The logits of each sequence, in their order.</returns>
    public static float[][] Logits(DistilBertClassifier model, IReadOnlyList<int[]> sequences)
    {
        var logits = new float[sequences.Count][];
        model.eval();
        using var mode = inference_mode();
        var order = Enumerable.Range(0, sequences.Count).OrderBy(index => sequences[index].Length).ToArray();
        for (var start = 0; start < order.Length;)
        {
            // By length, so that next to nothing is padding; the next would be the longest.
            var end = start + 1;
            while (end < order.Length && (end + 1 - start) * sequences[order[end]].Length <= BatchTokens)
            {
                end++;
            }

            using var scope = NewDisposeScope();
            var chunk = order[start..end];
            var batch = BatchTensors.Create([.. chunk.Select(index => new EncodedExample(sequences[index], 0))], model.Config.PadTokenId, noise: null);
            var rows = model.call(batch.Ids, batch.Mask).contiguous().data<float>().ToArray().Chunk(model.Config.LabelCount).ToArray();
            for (var i = 0; i < chunk.Length; i++)
            {
                logits[chunk[i]] = rows[i];
            }

            start = end;
        }

        return logits;
    }

    /// <summary>The probability of POSITIVE of each example, in the examples' order.</summary>
    public static float[] Positive(DistilBertClassifier model, IReadOnlyList<EncodedExample> examples) =>
        Array.ConvertAll(Logits(model, [.. examples.Select(example => example.Ids)]), row => 1 / (1 + MathF.Exp(row[0] - row[1])));
}
