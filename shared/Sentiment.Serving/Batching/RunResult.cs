using Sentiment.Contracts.Errors;

namespace Sentiment.Serving.Batching;

/// <summary>What a run gave for one text.</summary>
/// <param name="Logits">By label; empty when <see cref="Error"/> is set.</param>
/// <param name="Queued">From the queueing to the start of the run.</param>
/// <param name="Ran">How long the run of its batch took.</param>
/// <param name="Error">E2002; null when it ran.</param>
internal readonly record struct RunResult(float[] Logits, TimeSpan Queued, TimeSpan Ran, ApiError? Error)
{
    public static RunResult Failed(ApiError error) => new([], TimeSpan.Zero, TimeSpan.Zero, error);
}
