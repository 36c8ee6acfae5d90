using Sentiment.Contracts.Errors;

namespace Sentiment.Contracts.Predictions;

/// <summary>A batch that the parser has let through; single items may still be refused.</summary>
/// <param name="Items">1 to 128, in the order of the request.</param>
/// <param name="Options">For all items.</param>
public sealed record BatchRequest(IReadOnlyList<BatchText> Items, PredictOptions Options);

/// <summary>One text of a batch, or why it cannot be one: exactly one of the two is set.</summary>
public readonly record struct BatchText(string? Text, ApiError? Error);
