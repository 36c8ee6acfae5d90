namespace Sentiment.Gateway.Redis;

/// <summary>
/// Opens after a few failures in a row, so that a server which does not answer costs a time-out only to those; then lets one call a second find out
/// whether it does again. It counts failures, not their share of the calls: while each takes a time-out, there are few of them beside the
/// thousands that went well a moment ago (docs/adr/0022). Safe for many threads.
/// </summary>
internal sealed class Breaker(TimeProvider time)
{
    /// <summary>So many in a row: one or two are lost when a connection is made anew.</summary>
    public const int Failures = 5;

    /// <summary>From one attempt to the next, while it is open.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _pause = (long)(Pause.TotalSeconds * time.TimestampFrequency);
    private int _inARow;

    // When the next attempt is due; 0 while it is closed.
    private long _next;

    public bool IsOpen => Volatile.Read(ref _next) != 0;

    /// <summary>Whether a call may be made now. Whoever is let in must say how it went.</summary>
    public bool TryEnter()
    {
        var next = Volatile.Read(ref _next);
        if (next == 0)
        {
            return true;
        }

        // Of those that come when an attempt is due, one moves the time on and makes it.
        var now = time.GetTimestamp();
        return now >= next && Interlocked.CompareExchange(ref _next, now + _pause, next) == next;
    }

    public void Succeeded()
    {
        // Read first: on the way of every request there is nothing to write. Both, as the two are not written at once.
        if (Volatile.Read(ref _inARow) != 0 || IsOpen)
        {
            Volatile.Write(ref _inARow, 0);
            Volatile.Write(ref _next, 0);
        }
    }

    public void Failed()
    {
        if (Interlocked.Increment(ref _inARow) == Failures)
        {
            Volatile.Write(ref _next, time.GetTimestamp() + _pause);
        }
    }
}
