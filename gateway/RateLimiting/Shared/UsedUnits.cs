using Sentiment.Hosting.RateLimiting;

namespace Sentiment.Gateway.RateLimiting.Shared;

/// <summary>What the script counts in, units times microseconds, as people and clients have it.</summary>
internal static class UsedUnits
{
    private static readonly long Minute = (long)NamedPlan.Period.TotalMicroseconds;

    /// <param name="limit">The plan's.</param>
    /// <param name="used">As the script has it.</param>
    /// <param name="refused">The amount that was refused; null when none was.</param>
    public static Taken ToTaken(long limit, long used, long? refused)
    {
        var left = (limit * Minute) - used;
        return new Taken(
            Allowed: refused is null,
            Floor(left, Minute),
            refused is { } amount ? Time((amount * Minute) - left, limit) : TimeSpan.Zero,
            Time(used, limit));
    }

    // Never a microsecond too early. A minute's units are paid off in a minute, so a unit times a microsecond in 1/limit of one.
    private static TimeSpan Time(long used, long limit) =>
        used <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks((((used - 1) / limit) + 1) * TimeSpan.TicksPerMicrosecond);

    private static long Floor(long value, long by) => value >= 0 ? value / by : ((value + 1) / by) - 1;
}
