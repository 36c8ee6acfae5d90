namespace Sentiment.Hosting.RateLimiting;

/// <summary>
/// So much at once, and as much again in a period, a little at any time. What is taken without asking may leave it in debt, which is paid off
/// before anything is allowed again. Safe for use from many threads.
/// </summary>
/// <param name="capacity">Most that it holds, and what a period brings; at least 1.</param>
/// <param name="period">In which an empty one gets full.</param>
/// <param name="time">Its clock.</param>
public sealed class TokenBucket(long capacity, TimeSpan period, TimeProvider time)
{
    // What a timestamp may be off: nobody waits again for that.
    private const double ClockSeconds = 1e-6;

    private readonly Lock _gate = new();

    // Units are kept as time: a unit is period / capacity. The bucket is full when the time until which it has been used up has passed.
    private readonly double _unit = period.TotalSeconds / capacity;
    private readonly long _start = time.GetTimestamp();
    private double _usedUntil = -period.TotalSeconds;

    /// <summary>Takes an amount if it is there. Nothing is taken otherwise.</summary>
    /// <param name="amount">At least 0; more than the capacity is never allowed.</param>
    public Taken Take(long amount) => Take(amount, mustBeThere: true);

    /// <summary>Takes an amount that has been used already, into debt if need be.</summary>
    public Taken Charge(long amount) => Take(amount, mustBeThere: false);

    /// <summary>Gives back what was taken and not used.</summary>
    public void GiveBack(long amount)
    {
        lock (_gate)
        {
            _usedUntil -= amount * _unit;
        }
    }

    /// <summary>How it stands.</summary>
    public Taken Look() => Take(0, mustBeThere: false);

    private Taken Take(long amount, bool mustBeThere)
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(_start).TotalSeconds;
            var from = Math.Max(_usedUntil, now - period.TotalSeconds);
            var until = from + (amount * _unit);

            var missing = until - now;
            var allowed = missing <= ClockSeconds;
            if (allowed || !mustBeThere)
            {
                _usedUntil = until;
                return new Taken(Allowed: true, Remaining(now, until), TimeSpan.Zero, Full(now, until));
            }

            return new Taken(Allowed: false, Remaining(now, from), Ceiling(missing), Full(now, from));
        }
    }

    private long Remaining(double now, double until) => (long)Math.Min(capacity, Math.Floor((now - until + ClockSeconds) / _unit));

    private TimeSpan Full(double now, double until) => TimeSpan.FromSeconds(until + period.TotalSeconds - now);

    // Never a tick too early.
    private static TimeSpan Ceiling(double seconds) => TimeSpan.FromTicks((long)Math.Ceiling(seconds * TimeSpan.TicksPerSecond));
}

/// <param name="Allowed">Whether it was there.</param>
/// <param name="Remaining">What is left; below zero in debt.</param>
/// <param name="RetryAfter">When it would be; zero when it was.</param>
/// <param name="Full">Until the bucket is full again, if nothing more is taken.</param>
public readonly record struct Taken(bool Allowed, long Remaining, TimeSpan RetryAfter, TimeSpan Full);
