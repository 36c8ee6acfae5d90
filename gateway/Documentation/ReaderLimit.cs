using System.Net;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.RateLimiting;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Documentation;

/// <summary>
/// Counts by address what is loaded without a key: nobody's plan is charged for it, and a line of request brings more than a megabyte of script. Safe
/// for use from many threads.
/// </summary>
internal sealed class ReaderLimit(IOptions<DocumentationOptions> options, TimeProvider time)
{
    // Some hundred bytes each. An attacker with more addresses than that pushes others out, and wins what those had left.
    private const int Addresses = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly int _most = options.Value.RequestsPerMinute;
    private readonly ConcurrentLru<IPAddress, TokenBucket> _buckets = new(Addresses);

    /// <summary>Has the endpoint serve whoever has something left.</summary>
    public static void Guard(EndpointBuilder endpoint)
    {
        var serve = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context => context.RequestServices.GetRequiredService<ReaderLimit>().Count(ClientAddress.Of(context)) is { } tooMany
            ? ProblemResponse.WriteAsync(context, tooMany)
            : serve(context);
    }

    /// <returns>Null while the address has something left; else E4003, with the time until it has again.</returns>
    private ApiError? Count(IPAddress address)
    {
        var bucket = _buckets.GetOrAdd(address, static (_, limit) => new TokenBucket(limit.Most, Minute, limit.Time), (Most: _most, Time: time));
        var taken = bucket.Take(1);
        return taken.Allowed
            ? null
            : new ApiError(ErrorCode.RateLimited, $"More than {_most} requests for the documentation came from this address in a minute. Wait, or read it in the repository.") { RetryAfter = taken.RetryAfter };
    }
}
