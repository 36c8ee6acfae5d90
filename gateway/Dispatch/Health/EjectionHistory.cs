namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>How long a replica stays out: twice as long each time, until it has behaved for a while. Guarded by its owner.</summary>
internal sealed class EjectionHistory
{
    /// <summary>The longest absence, and how long a replica must behave to be forgiven.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TimeSpan _last;
    private long _end;

    /// <param name="first">How long the first absence takes, at most <see cref="Longest"/>.</param>
    /// <param name="time">The clock.</param>
    public TimeSpan Next(TimeSpan first, TimeProvider time)
    {
        var now = time.GetTimestamp();
        var isForgiven = _last == TimeSpan.Zero || time.GetElapsedTime(_end, now) > Longest;
        _last = isForgiven ? first : TimeSpan.FromTicks(Math.Min(2 * _last.Ticks, Longest.Ticks));
        _end = now + (long)(_last.TotalSeconds * time.TimestampFrequency);
        return _last;
    }
}
