using System.Net;
using BitFaster.Caching.Lru;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.RateLimiting;

namespace Sentiment.Hosting.Keys;

/// <summary>
/// Counts refused credentials by address. Nobody guesses 190 bits; this is for clients that try a dead key for ever, and for the log that would
/// have a line for each. Safe for use from many threads.
/// </summary>
internal sealed class RefusedAttempts(LiveKeys options, TimeProvider time)
{
    // Some hundred bytes each. An attacker with more addresses than that pushes others out, and wins what those had left.
    private const int Addresses = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Most services never see a wrong key.
    private readonly Lazy<ConcurrentLru<(IPAddress Address, int Most), TokenBucket>> _buckets = new(static () => new(Addresses));

    /// <returns>Null while the address has attempts left; else E4003, with the time until it has one again.</returns>
    public ApiError? Count(IPAddress address)
    {
        var most = options.Current.RefusalsPerMinute;
        var bucket = _buckets.Value.GetOrAdd((address, most), static (key, clock) => new TokenBucket(key.Most, Minute, clock), time);
        var taken = bucket.Take(1);
        return taken.Allowed
            ? null
            : new ApiError(ErrorCode.RateLimited, $"More than {most} refused credentials in a minute came from this address. Mend the key, then go on.") { RetryAfter = taken.RetryAfter };
    }
}
