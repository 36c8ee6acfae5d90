using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Sentiment.Hosting.Requests;

/// <summary>The span that a caller says its call belongs to, as W3C's <c>traceparent</c>.</summary>
internal static class TraceParent
{
    /// <returns>Default when there is none, or none that can be read.</returns>
    public static ActivityContext Of(IHeaderDictionary headers) =>
        headers.TraceParent is [{ } sent] && ActivityContext.TryParse(sent, traceState: null, isRemote: true, out var caller) ? caller : default;
}
