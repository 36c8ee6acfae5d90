namespace Sentiment.Training.Tests.Embedding;

internal static class Cosine
{
    public static double Of(float[] left, float[] right) =>
        left.Zip(right, (a, b) => a * b).Sum() / Math.Sqrt(left.Sum(a => a * a) * right.Sum(b => b * b));
}
