namespace Sentiment.Contracts.Feedback;

/// <summary>What somebody says of a prediction.</summary>
/// <param name="PredictionId">As it came with the prediction; not checked yet.</param>
/// <param name="Label">What is right, one of <see cref="Predictions.Labels"/>.</param>
public sealed record FeedbackRequest(string PredictionId, string Label);
