using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Training.Tests;

/// <summary>A model small enough for a test, with the shape of the real one.</summary>
internal static class TinyModel
{
    public static DistilBertConfig Config { get; } = new()
    {
        VocabularySize = 20,
        Width = 16,
        Layers = 2,
        Heads = 2,
        FeedForwardWidth = 32,
        Positions = 12,
    };

    public static DistilBertClassifier Create(int seed = 1)
    {
        manual_seed(seed);
        return new DistilBertClassifier(Config);
    }

    /// <summary>Logits without dropout, row after row.</summary>
    public static float[] Logits(DistilBertClassifier model, long[,] ids, long[,]? mask)
    {
        model.eval();
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        return [.. model.call(tensor(ids), mask is null ? null : tensor(mask)).contiguous().data<float>()];
    }
}
