using System.Diagnostics;
using Sentiment.Contracts.Errors;

namespace Sentiment.Serving.Batching;

/// <summary>The texts of one request between tokenising and answer. Complete when each text is, or when the request is refused as a whole.</summary>
internal sealed class PendingRequest
{
    // Asynchronously: one request's continuation must not hold up the run of another's text.
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ApiError? _refusal;
    private int _left;
    private volatile bool _isUnwanted;
    private volatile bool _hasStarted;

    /// <param name="texts">Token ids of each text, or of each window of a longer one; at least one.</param>
    /// <param name="enqueued">Timestamp of the queueing.</param>
    /// <param name="due">Timestamp after which nobody wants the answer.</param>
    public PendingRequest(int[][] texts, long enqueued, long due)
    {
        Texts = new PendingText[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            Texts[i] = new PendingText(this, texts[i]);
            Tokens += texts[i].Length;
        }

        (_left, Enqueued, Due) = (texts.Length, enqueued, due);
    }

    public PendingText[] Texts { get; }

    /// <summary>Of all texts.</summary>
    public int Tokens { get; }

    /// <summary>The request's span where it is recorded, default where it is not.</summary>
    public ActivityContext Span { get; init; }

    public long Enqueued { get; }

    public long Due { get; }

    /// <summary>Never faulted: ask <see cref="Refusal"/> first, then the texts.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Why the request as a whole has no answer; null when each text has its own.</summary>
    public ApiError? Refusal => _refusal;

    /// <summary>Whether a run has been made or begun for one of its texts.</summary>
    public bool HasStarted => _hasStarted;

    /// <summary>Whether running what is left of it would be for nobody.</summary>
    public bool IsUnwanted => _isUnwanted;

    public void Start() => _hasStarted = true;

    /// <summary>The request has left; what has not run yet need not.</summary>
    public void Abandon() => _isUnwanted = true;

    /// <summary>Answers it with an error, the first one that is found.</summary>
    public void Refuse(ApiError error)
    {
        Interlocked.CompareExchange(ref _refusal, error, null);
        _isUnwanted = true;
        _completion.TrySetResult();
    }

    internal void CountDown()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _completion.TrySetResult();
        }
    }
}
