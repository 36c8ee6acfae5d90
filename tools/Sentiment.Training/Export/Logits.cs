namespace Sentiment.Training.Export;

/// <summary>What is read off logits.</summary>
internal static class Logits
{
    /// <summary>Index of the largest.</summary>
    public static int Label(float[] logits) => Array.IndexOf(logits, logits.Max());

    /// <summary>Probability of a label: softmax shifted by the maximum.</summary>
    public static double Score(float[] logits, int label, double temperature)
    {
        var largest = logits.Max();
        var powers = logits.Select(logit => Math.Exp((logit - largest) / temperature)).ToArray();
        return powers[label] / powers.Sum();
    }

    public static double Accuracy(IReadOnlyList<float[]> logits, IReadOnlyList<int> labels) =>
        logits.Zip(labels, (values, label) => Label(values) == label ? 1.0 : 0.0).Average();
}
