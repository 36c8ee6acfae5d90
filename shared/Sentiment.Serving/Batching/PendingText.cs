using Sentiment.Contracts.Errors;

namespace Sentiment.Serving.Batching;

/// <summary>A text between its request and its run. Completed exactly once, by whoever runs or drops it.</summary>
/// <param name="ids">Token ids, special tokens included.</param>
/// <param name="enqueued">Timestamp of the queueing.</param>
/// <param name="due">Timestamp after which nobody wants the answer.</param>
internal sealed class PendingText(int[] ids, long enqueued, long due)
{
    // Asynchronously: one request's continuation must not hold up the run of another's text.
    private readonly TaskCompletionSource<RunResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _abandoned;

    public int[] Ids { get; } = ids;

    public long Enqueued { get; } = enqueued;

    public Task<RunResult> Result => _completion.Task;

    /// <summary>Whether running it would be for nobody.</summary>
    public bool IsUnwanted(long now) => _abandoned || now >= due;

    /// <summary>The request has left; what has not run yet need not.</summary>
    public void Abandon() => _abandoned = true;

    public void Complete(RunResult result) => _completion.TrySetResult(result);
}

/// <summary>What a run gave for one text.</summary>
/// <param name="Logits">By label; empty when <see cref="Error"/> is set.</param>
/// <param name="Queued">From the queueing to the start of the run.</param>
/// <param name="Ran">How long the run of its batch took.</param>
/// <param name="Error">E2002 or E2003; null when it ran.</param>
internal readonly record struct RunResult(float[] Logits, TimeSpan Queued, TimeSpan Ran, ApiError? Error)
{
    public static RunResult Failed(ApiError error) => new([], TimeSpan.Zero, TimeSpan.Zero, error);
}
