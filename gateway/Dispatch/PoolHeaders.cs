using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Dispatch;

/// <summary>What every call to a pool carries: our key, the request's id and trace, and the time that is left.</summary>
internal sealed class PoolHeaders(IOptions<DispatchOptions> options)
{
    private static readonly string TraceParentHeader = Microsoft.Net.Http.Headers.HeaderNames.TraceParent;

    private readonly string? _poolKey = options.Value.PoolKey;

    /// <summary>Sets them, over whatever a client may have sent under these names.</summary>
    public void Set(HttpRequestHeaders headers, RequestContext request)
    {
        Replace(headers, HeaderNames.CorrelationId, request.CorrelationId);
        Replace(headers, HeaderNames.RequestTimeoutMs, Milliseconds(request.Deadline.Remaining).ToString(CultureInfo.InvariantCulture));
        headers.Remove(TraceParentHeader);
        if (Activity.Current?.Id is { } span)
        {
            headers.TryAddWithoutValidation(TraceParentHeader, span);
        }

        headers.Remove(HeaderNames.ApiKey);
        if (_poolKey is not null)
        {
            headers.TryAddWithoutValidation(HeaderNames.ApiKey, _poolKey);
        }
    }

    // Less than the contract's minimum would be refused as malformed, where "too late" is the truth.
    private static long Milliseconds(TimeSpan remaining) =>
        (long)Math.Max(remaining.TotalMilliseconds, Limits.MinimumTimeout.TotalMilliseconds);

    private static void Replace(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }
}
