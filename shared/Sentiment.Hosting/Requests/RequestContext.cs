using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sentiment.Hosting.Requests;

/// <summary>What a request carries from the first step to the last.</summary>
/// <param name="CorrelationId">The client's, if it sent a usable one; otherwise made here.</param>
/// <param name="Deadline">When the answer is due.</param>
/// <param name="Timing">What took how long, sent as <c>Server-Timing</c>.</param>
public sealed record RequestContext(string CorrelationId, RequestDeadline Deadline, ServerTiming Timing);

public static class RequestContextAccess
{
    /// <summary>The context that <see cref="RequestContextMiddleware"/> has made.</summary>
    public static RequestContext RequestContext(this HttpContext context) => context.Features.GetRequiredFeature<RequestContext>();
}
