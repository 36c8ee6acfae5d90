using Sentiment.Serving.Backends;
using Sentiment.TestKit;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>The package in the repository, run by any backend.</summary>
internal static class ShippedModel
{
    /// <summary>What a score may differ by when a text has other neighbours or more padding.</summary>
    public const double ScoreTolerance = 0.000_5;

    public static readonly string Folder = RepositoryRoot.Combine("models", "sentiment-base");

    /// <summary>Probability of POSITIVE, the second of two labels: a softmax of two is a logistic of the difference.</summary>
    public static double[] Scores(IModelBackend backend, params int[][] texts)
    {
        using var batch = new TokenBatch(texts.Length, texts.Sum(static text => text.Length));
        foreach (var text in texts)
        {
            batch.Add(text);
        }

        var logits = new float[2 * texts.Length];
        backend.Run(batch, logits);
        return [.. logits.Chunk(2).Select(static pair => 1 / (1 + Math.Exp((double)pair[0] - pair[1])))];
    }

    public static bool IsPositive(double score) => score > 0.5;

    public static void AssertSame(double expected, double actual, double tolerance = ScoreTolerance)
    {
        Assert.Equal(expected, actual, tolerance);

        // Where scores may differ visibly, one on the border may fall to either side.
        var border = tolerance > ScoreTolerance ? tolerance : 1e-6;
        Assert.True(IsPositive(expected) == IsPositive(actual) || Math.Abs(expected - 0.5) < border, $"The label flips between {expected} and {actual}.");
    }
}
