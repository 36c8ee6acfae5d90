namespace Sentiment.Evaluation.Measures;

/// <summary>What a variant said of a text, and what is right.</summary>
/// <param name="Positive">The probability of praise that it gave.</param>
/// <param name="IsPositive">Whether it is praise.</param>
internal readonly record struct Answer(double Positive, bool IsPositive)
{
    /// <summary>The first of equal labels, as a pool has it: POSITIVE is the second.</summary>
    public bool SaysPositive => Positive > 0.5;

    public bool IsRight => SaysPositive == IsPositive;

    /// <summary>The probability of the label that was given.</summary>
    public double Confidence => Math.Max(Positive, 1 - Positive);
}
