using Microsoft.Net.Http.Headers;
using OurHeaders = Sentiment.Contracts.HeaderNames;

namespace Sentiment.Gateway.Edge;

/// <summary>
/// Removes from a request what only this side may say: a client must not pose as a pool (digest, queue, arm) or as a proxy in front of us. What
/// a proxy of ours said is in the connection by now, and a client's trace in the request's context.
/// </summary>
internal sealed class OwnHeadersMiddleware(RequestDelegate next)
{
    private static readonly string[] NeverFromClients =
    [
        OurHeaders.ExperimentArm,
        OurHeaders.ServedArm,
        OurHeaders.ModelDigest,
        OurHeaders.QueuedTokens,
        OurHeaders.ServerTiming,
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Prefix",
        "X-Original-For",
        "X-Original-Host",
        "X-Original-Proto",
        "X-Original-Prefix",
        HeaderNames.TraceParent,
        HeaderNames.TraceState,
        HeaderNames.Baggage,
        HeaderNames.CorrelationContext,
        HeaderNames.RequestId,
        HeaderNames.Cookie,
    ];

    public Task InvokeAsync(HttpContext context)
    {
        foreach (var name in NeverFromClients)
        {
            context.Request.Headers.Remove(name);
        }

        return next(context);
    }
}
