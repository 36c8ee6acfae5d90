using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Auth;

/// <summary>
/// The end of step 3: whether the caller may do this at all. Behind the charge, so that this refusal says how the caller stands, as every answer to
/// one who is known; and so that it costs a request, as every mistake does: nobody tries a gateway's doors for nothing.
/// </summary>
internal sealed class ScopeMiddleware(RequestDelegate next, KeyCheck keys, AuthMetrics metrics)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Client>() is not { } client)
        {
            // Open to everybody, or guarded as a part of the management port.
            return next(context);
        }

        var scope = context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope ?? Scope.Predict;
        if (keys.Missing(context, client, scope) is not { } missing)
        {
            return next(context);
        }

        metrics.Refused(missing.Code);
        return KeyCheck.AnswerAsync(context, missing);
    }
}
