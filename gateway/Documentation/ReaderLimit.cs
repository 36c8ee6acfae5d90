using System.Net;
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
    private readonly int _most = options.Value.RequestsPerMinute;
    private readonly AddressBuckets _loads = new(time);

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
        var taken = _loads.Take(address, _most);
        return taken.Allowed
            ? null
            : new ApiError(ErrorCode.RateLimited, $"More than {_most} requests for the documentation came from this address in a minute. Wait, or read it in the repository.") { RetryAfter = taken.RetryAfter };
    }
}
