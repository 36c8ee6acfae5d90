namespace Sentiment.Contracts.Predictions;

/// <summary>What to do with a text of more tokens than the model takes.</summary>
public enum Truncation
{
    /// <summary>
    /// Read all of it, in overlapping windows whose answers become one. Beyond <see cref="Limits.TextWindows"/> windows it is cut, and
    /// <c>truncated</c> says so. The default.
    /// </summary>
    Window,

    /// <summary>Read as much of the beginning as fits the model in one piece, and say so in <c>truncated</c>.</summary>
    Head,

    /// <summary>Refuse with E1007.</summary>
    Error,
}
