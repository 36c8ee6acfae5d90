using Microsoft.AspNetCore.Http;
using Sentiment.Hosting.Keys;

namespace Sentiment.Serving.Auth;

/// <summary>Asks for credentials where an endpoint wants them. From headers alone: nothing of the body is read for a stranger.</summary>
internal sealed class PoolKeyMiddleware(RequestDelegate next, PoolAccess access)
{
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PoolKeyRequired>() is not null && access.Refusal(context) is { } refusal
            ? KeyCheck.AnswerAsync(context, refusal)
            : next(context);
}

/// <summary>Marks an endpoint that is not for everybody.</summary>
internal sealed class PoolKeyRequired
{
    public static readonly PoolKeyRequired Instance = new();
}
