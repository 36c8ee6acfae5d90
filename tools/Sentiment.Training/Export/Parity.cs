namespace Sentiment.Training.Export;

/// <summary>How far two sets of logits of the same texts are apart, in scores of the first label.</summary>
/// <param name="MeanScoreDifference">Mean absolute difference.</param>
/// <param name="LargestScoreDifference">Largest absolute difference.</param>
/// <param name="Flips">Share of texts whose label differs.</param>
internal sealed record Parity(double MeanScoreDifference, double LargestScoreDifference, double Flips)
{
    internal static Parity Of(IReadOnlyList<float[]> left, IReadOnlyList<float[]> right, double temperature)
    {
        var differences = left.Zip(right, (a, b) => Math.Abs(Logits.Score(a, 0, temperature) - Logits.Score(b, 0, temperature))).ToArray();
        var flips = left.Zip(right, (a, b) => Logits.Label(a) == Logits.Label(b) ? 0.0 : 1.0).Average();
        return new Parity(differences.Average(), differences.Max(), flips);
    }
}
