namespace Sentiment.Hosting.Requests;

/// <summary>
/// When the answer to a request is due, and the token that says that it is too late or that the client has gone. The token and its timer
/// are made when they are first asked for: a request that never waits needs neither. For one request's own thread of control.
/// </summary>
public sealed class RequestDeadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationToken _aborted;
    private readonly long _started;
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _client;

    /// <param name="time">The clock.</param>
    /// <param name="timeout">From now to the deadline.</param>
    /// <param name="aborted">Cancelled when the client leaves.</param>
    public RequestDeadline(TimeProvider time, TimeSpan timeout, CancellationToken aborted)
    {
        _time = time;
        _aborted = aborted;
        _started = time.GetTimestamp();
        Timeout = timeout;
    }

    /// <summary>Cancelled at the deadline, or when the client leaves.</summary>
    public CancellationToken Token => (_source ??= Watch()).Token;

    /// <summary>Whether the time is up; tells a late answer from a client that has gone.</summary>
    public bool HasPassed => Remaining <= TimeSpan.Zero || (_source is { IsCancellationRequested: true } && !_aborted.IsCancellationRequested);

    /// <summary>Whether nobody waits for the answer any more.</summary>
    public bool IsUnwanted => _aborted.IsCancellationRequested || HasPassed;

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>May be negative.</summary>
    public TimeSpan Remaining => Timeout - Elapsed;

    /// <summary>What the client asked for, or the default.</summary>
    public TimeSpan Timeout { get; }

    public void Dispose()
    {
        _client.Dispose();
        _source?.Dispose();
    }

    private CancellationTokenSource Watch()
    {
        var remaining = Remaining;
        var source = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, _time);
        _client = _aborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        return source;
    }
}
