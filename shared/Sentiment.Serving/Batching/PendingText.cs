namespace Sentiment.Serving.Batching;

/// <summary>A text between its request and its run. Completed once, by whoever runs it; what comes after that is ignored.</summary>
/// <param name="request">Whose it is.</param>
/// <param name="ids">Token ids, special tokens included.</param>
internal sealed class PendingText(PendingRequest request, int[] ids)
{
    private int _completed;

    public PendingRequest Request { get; } = request;

    public int[] Ids { get; } = ids;

    /// <summary>Meaningless before the request is complete.</summary>
    public RunResult Result { get; private set; }

    public void Complete(RunResult result)
    {
        if (Interlocked.Exchange(ref _completed, 1) == 0)
        {
            Result = result;
            Request.CountDown();
        }
    }
}
