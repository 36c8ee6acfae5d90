namespace Sentiment.Contracts.Predictions;

/// <summary>Values of <see cref="Prediction.Label"/>.</summary>
public static class Labels
{
    public const string Positive = "POSITIVE";
    public const string Negative = "NEGATIVE";

    /// <summary>Neither is sure enough; only of a pool that is set up to say so.</summary>
    public const string Neutral = "NEUTRAL";

    public static IReadOnlyList<string> All { get; } = [Positive, Negative, Neutral];
}
