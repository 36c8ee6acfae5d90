using Sentiment.Training.Data;

namespace Sentiment.Training.Evaluation;

internal static class Metrics
{
    /// <summary>Share of examples on the right side of one half.</summary>
    public static double Accuracy(IReadOnlyList<float> positive, IReadOnlyList<EncodedExample> examples) =>
        positive.Zip(examples).Average(pair => pair.First > 0.5f == pair.Second.Target > 0.5f ? 1.0 : 0.0);
}
