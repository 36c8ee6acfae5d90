namespace Sentiment.Contracts.Predictions;

/// <summary>What to do with a text of more tokens than the model takes.</summary>
public enum Truncation
{
    /// <summary>Read the beginning, and say so in <c>truncated</c>. The default.</summary>
    Head,

    /// <summary>Refuse with E1007.</summary>
    Error,
}
