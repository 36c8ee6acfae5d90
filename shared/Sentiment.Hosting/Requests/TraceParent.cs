using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Sentiment.Hosting.Requests;

/// <summary>
/// The trace that a client says its call belongs to, as W3C's <c>traceparent</c>. The ids are kept, so that both sides find the call; the flag is
/// not: who calls must not decide what is recorded here, at our cost.
/// </summary>
public static class TraceParent
{
    /// <returns>Null when there is none, or none that can be read.</returns>
    public static string? Of(IHeaderDictionary headers) => headers.TraceParent is [{ } sent] ? Unsampled(sent) : null;

    /// <returns>The same ids, not recorded; null when it cannot be read.</returns>
    public static string? Unsampled(string? sent) =>
        ActivityContext.TryParse(sent, traceState: null, out var context) ? $"00-{context.TraceId}-{context.SpanId}-00" : null;
}
