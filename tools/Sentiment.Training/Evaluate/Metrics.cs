using Sentiment.Training.Training;

namespace Sentiment.Training.Evaluate;

internal static class Metrics
{
    /// <summary>Share of examples on the right side of one half.</summary>
    public static double Accuracy(IReadOnlyList<float> positive, IReadOnlyList<EncodedExample> examples) =>
        positive.Zip(examples).Average(pair => pair.First > 0.5f == pair.Second.Target > 0.5f ? 1.0 : 0.0);

    /// <summary>Mean negative log-likelihood of the right label.</summary>
    public static double Loss(IReadOnlyList<float> positive, IReadOnlyList<EncodedExample> examples) =>
        positive.Zip(examples).Average(pair => -Math.Log(Math.Max(1e-7, pair.Second.Target > 0.5f ? pair.First : 1 - pair.First)));
}
