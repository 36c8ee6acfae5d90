namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>How long a replica's last answers took, for people who look at it. Exact, of a bounded number. Safe for use from many threads.</summary>
internal sealed class RecentTimes
{
    /// <summary>Most answers that are remembered: enough for a 99th percentile that five answers decide.</summary>
    public const int Most = 512;

    /// <summary>An answer older than this says nothing of the replica as it is.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly (long At, TimeSpan Took)[] _answers = new (long, TimeSpan)[Most];
    private long _count;

    /// <summary>Answers since the replica is known.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <param name="took">From the request to the whole answer.</param>
    /// <param name="at">The clock's timestamp when it was there.</param>
    public void Add(TimeSpan took, long at)
    {
        lock (_gate)
        {
            _answers[_count % Most] = (at, took);
            _count++;
        }
    }

    /// <param name="quantile">0.99 for the 99th percentile.</param>
    /// <param name="time">The clock that <see cref="Add"/> was told the time of.</param>
    /// <returns>The time that this share of the answers of the last minute did not exceed; null when there was none.</returns>
    public TimeSpan? Quantile(double quantile, TimeProvider time)
    {
        (long At, TimeSpan Took)[] all;
        lock (_gate)
        {
            // Copied, and no more: whoever answers waits for this.
            all = _answers[..(int)Math.Min(_count, Most)];
        }

        var now = time.GetTimestamp();
        TimeSpan[] recent = [.. all.Where(answer => time.GetElapsedTime(answer.At, now) <= Window).Select(static answer => answer.Took)];
        if (recent.Length == 0)
        {
            return null;
        }

        Array.Sort(recent);
        return recent[Math.Clamp((int)Math.Ceiling(quantile * recent.Length) - 1, 0, recent.Length - 1)];
    }
}
