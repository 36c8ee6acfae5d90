using System.Net;
using BitFaster.Caching.Lru;

namespace Sentiment.Hosting.RateLimiting;

/// <summary>Counts by address what is not on anybody's plan, in a minute each. Safe for use from many threads.</summary>
/// <param name="time">Their clock.</param>
public sealed class AddressBuckets(TimeProvider time)
{
    // Some hundred bytes each. An attacker with more addresses than that pushes others out, and wins what those had left.
    private const int Addresses = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Most services never need one.
    private readonly Lazy<ConcurrentLru<(IPAddress Address, int Most), TokenBucket>> _buckets = new(static () => new(Addresses));

    /// <summary>Takes one of what the address has.</summary>
    /// <param name="address">As <see cref="Requests.ClientAddress"/> has it.</param>
    /// <param name="most">In a minute, and at once. Another number is counted anew.</param>
    public Taken Take(IPAddress address, int most) =>
        _buckets.Value.GetOrAdd((address, most), static (key, clock) => new TokenBucket(key.Most, Minute, clock), time).Take(1);
}
