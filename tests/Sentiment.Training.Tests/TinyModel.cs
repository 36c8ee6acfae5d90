using Sentiment.Models.Packages;
using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Training.Tests;

/// <summary>A model small enough for a test, with the shape of the real one.</summary>
internal static class TinyModel
{
    public static DistilBertConfig Config { get; } = new()
    {
        VocabularySize = 20,
        Dim = 16,
        Layers = 2,
        Heads = 2,
        HiddenDim = 32,
        MaximumPositions = 12,
        LabelById = new Dictionary<string, string>(StringComparer.Ordinal) { ["0"] = "NEGATIVE", ["1"] = "POSITIVE" },
        IdByLabel = new Dictionary<string, int>(StringComparer.Ordinal) { ["NEGATIVE"] = 0, ["POSITIVE"] = 1 },
    };

    public static DistilBertClassifier Create(int seed = 1)
    {
        manual_seed(seed);
        return new DistilBertClassifier(Config);
    }

    /// <summary>The same weights each time.</summary>
    public static DistilBertClassifier CreateFor(double dropout)
    {
        manual_seed(1);
        return new DistilBertClassifier(Config with { Dropout = dropout, AttentionDropout = dropout, ClassifierDropout = dropout });
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
