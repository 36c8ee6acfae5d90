using System.Runtime.InteropServices;
using Sentiment.Models.Packages;
using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Training.Pretraining;

/// <summary>The weights before the first step: word vectors, waves for places, the rest random.</summary>
internal static class ModelInitializer
{
    /// <summary>Standard deviation of a component of words and of places alike, as the sum of both is normalised.</summary>
    public const double Spread = 0.05;

    /// <param name="config">Of the model.</param>
    /// <param name="words">Vocabulary × width, of any scale.</param>
    /// <param name="seed">Of the rest.</param>
    public static DistilBertClassifier Create(DistilBertConfig config, ReadOnlySpan<float> words, int seed)
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
                SetPositions(MemoryMarshal.Cast<byte, float>(parameter.bytes), config.Dim);
            }
            else if (name.EndsWith("word_embeddings.weight", StringComparison.Ordinal))
            {
                SetWords(MemoryMarshal.Cast<byte, float>(parameter.bytes), words, config);
            }
        }

        return model;
    }

    /// <summary>
    /// Waves, as of Vaswani et al. (arXiv:1706.03762), which are learnt on from there: a place is told from the next one from the first step.
    /// </summary>
    private static void SetPositions(Span<float> weights, int width)
    {
        const double longest = 10_000;
        var height = Spread * Math.Sqrt(2);
        for (var i = 0; i < weights.Length; i++)
        {
            var (position, component) = Math.DivRem(i, width);
            var angle = position / Math.Pow(longest, (component - (component % 2)) / (double)width);
            weights[i] = (float)(height * (component % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle)));
        }
    }

    /// <summary>Around zero and of the spread; padding is nothing.</summary>
    private static void SetWords(Span<float> weights, ReadOnlySpan<float> words, DistilBertConfig config)
    {
        var mean = new double[config.Dim];
        for (var i = 0; i < words.Length; i++)
        {
            mean[i % config.Dim] += words[i] / (double)config.VocabularySize;
        }

        double squares = 0;
        for (var i = 0; i < words.Length; i++)
        {
            squares += (words[i] - mean[i % config.Dim]) * (words[i] - mean[i % config.Dim]);
        }

        var scale = Spread / Math.Sqrt(squares / words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            weights[i] = (float)((words[i] - mean[i % config.Dim]) * scale);
        }

        weights.Slice(config.PadTokenId * config.Dim, config.Dim).Clear();
    }
}
