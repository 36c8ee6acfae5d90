namespace Sentiment.Contracts.Predictions;

/// <summary>A request that the parser has let through: every field is within its bounds.</summary>
/// <param name="Text">1 to 10,000 Unicode scalars, not blank, no lone surrogate. It may still have no token (E1001 in the pool).</param>
/// <param name="Options">What the caller chose besides.</param>
public sealed record PredictRequest(string Text, PredictOptions Options);

/// <summary>Options of a prediction or of a whole batch.</summary>
/// <param name="Backend"><c>onnx</c> or <c>torch</c>; null for <c>auto</c> and when left out.</param>
/// <param name="Truncation">For texts that are too long for the model.</param>
public sealed record PredictOptions(string? Backend = null, Truncation Truncation = Truncation.Window);
