using System.ComponentModel.DataAnnotations;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Feedback;

/// <summary>What the feedback was about.</summary>
public sealed record FeedbackResponse
{
    /// <summary>The arm that had answered.</summary>
    public required string Arm { get; init; }

    /// <summary>What it had said.</summary>
    [AllowedValues(Labels.Positive, Labels.Negative, Labels.Neutral)]
    public required string PredictedLabel { get; init; }

    /// <summary>Whether the feedback says the same.</summary>
    public required bool Agreed { get; init; }
}
