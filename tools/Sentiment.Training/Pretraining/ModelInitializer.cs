using Sentiment.Models.Packages;
using System.Runtime.InteropServices;
using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Training.Pretraining;

/// <summary>The weights before the first step: random, and word vectors for the tokens that are words.</summary>
internal static class ModelInitializer
{
    /// <summary>
    /// Larger than the positions' 0.02, as the sum of both is normalised: in the beginning a token should be its word more than its place.
    /// </summary>
    private const double WordSpread = 0.05;
    private const double PositionSpread = 0.02;

    public static DistilBertClassifier Create(
        DistilBertConfig config, IReadOnlyList<string> vocabulary, IReadOnlyDictionary<string, float[]> vectors, int seed)
    {
        manual_seed(seed);
        // Not inside a dispose scope: it would take the model's own parameters with it.
        var model = new DistilBertClassifier(config);
        using var gradients = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name.EndsWith(".bias", StringComparison.Ordinal))
            {
                parameter.zero_();
            }
            else if (name.EndsWith("position_embeddings.weight", StringComparison.Ordinal))
            {
                parameter.normal_(0, PositionSpread);
            }
            else if (name.EndsWith("word_embeddings.weight", StringComparison.Ordinal))
            {
                parameter.normal_(0, WordSpread);
                SetWords(MemoryMarshal.Cast<byte, float>(parameter.bytes), config, vocabulary, vectors, new Random(seed));
            }
        }

        return model;
    }

    private static void SetWords(
        Span<float> weights, DistilBertConfig config, IReadOnlyList<string> vocabulary, IReadOnlyDictionary<string, float[]> vectors, Random random)
    {
        weights.Slice(config.PadTokenId * config.Dim, config.Dim).Clear();
        if (vectors.Count == 0)
        {
            return;
        }

        var (mean, spread) = Moments(vectors.Values);
        var projection = Projection(mean.Length, config.Dim, random);
        for (var id = 0; id < vocabulary.Count; id++)
        {
            if (vectors.TryGetValue(vocabulary[id], out var vector))
            {
                var row = weights.Slice(id * config.Dim, config.Dim);
                row.Clear();
                for (var d = 0; d < vector.Length; d++)
                {
                    var value = (float)((vector[d] - mean[d]) / spread * WordSpread);
                    for (var i = 0; i < row.Length; i++)
                    {
                        row[i] += value * projection[d][i];
                    }
                }
            }
        }
    }

    private static (float[] Mean, double Spread) Moments(IEnumerable<float[]> vectors)
    {
        var all = vectors.ToArray();
        var mean = Enumerable.Range(0, all[0].Length).Select(d => all.Average(vector => vector[d])).ToArray();
        var variance = all.Average(vector => vector.Select((value, d) => (double)(value - mean[d]) * (value - mean[d])).Average());
        return (mean, Math.Sqrt(variance));
    }

    /// <summary>A random map to the model's width that keeps angles nearly and the spread of a component exactly on average.</summary>
    private static float[][] Projection(int from, int to, Random random)
    {
        var scale = Math.Sqrt(1.0 / from);
        return [.. Enumerable.Range(0, from).Select(_ => Enumerable.Range(0, to).Select(_ => (float)(Normal(random) * scale)).ToArray())];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
