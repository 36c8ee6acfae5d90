using System.Net;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.RateLimiting;

namespace Sentiment.Hosting.Keys;

/// <summary>
/// Counts refused credentials by address. Nobody guesses 190 bits; this is for clients that try a dead key for ever, and for the log that would
/// have a line for each. Safe for use from many threads.
/// </summary>
internal sealed class RefusedAttempts(LiveKeys options, TimeProvider time)
{
    private readonly AddressBuckets _attempts = new(time);

    /// <returns>Null while the address has attempts left; else E4003, with the time until it has one again.</returns>
    public ApiError? Count(IPAddress address)
    {
        var most = options.Current.RefusalsPerMinute;
        var taken = _attempts.Take(address, most);
        return taken.Allowed
            ? null
            : new ApiError(ErrorCode.RateLimited, $"More than {most} refused credentials in a minute came from this address. Mend the key, then go on.") { RetryAfter = taken.RetryAfter };
    }
}
