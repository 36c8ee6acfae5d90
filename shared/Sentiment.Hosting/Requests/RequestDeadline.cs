namespace Sentiment.Hosting.Requests;

/// <summary>When the answer to a request is due, and the token that says that it is too late or that the client has gone.</summary>
public sealed class RequestDeadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly long _started;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    internal RequestDeadline(TimeProvider time, TimeSpan timeout, CancellationToken aborted)
    {
        _time = time;
        _timeout = timeout;
        _started = time.GetTimestamp();
        _timer = new CancellationTokenSource(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, aborted);
    }

    /// <summary>Cancelled at the deadline, or when the client leaves.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time is up; tells a late answer from a client that has gone.</summary>
    public bool HasPassed => _timer.IsCancellationRequested || Remaining <= TimeSpan.Zero;

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>May be negative.</summary>
    public TimeSpan Remaining => _timeout - Elapsed;

    /// <summary>What the client asked for, or the default.</summary>
    public TimeSpan Timeout => _timeout;

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
