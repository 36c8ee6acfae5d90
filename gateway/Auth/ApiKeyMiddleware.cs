using Microsoft.AspNetCore.Authorization;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Auth;

/// <summary>
/// Step 2: lets a request on when its key is known, or when its endpoint says that it needs none. Closed by default: an endpoint that
/// nobody thought about needs a key. A path that does not exist is 404 to everybody.
/// </summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, KeyRing keys, ILogger<ApiKeyMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        if (!PresentedKey.Of(context.Request.Headers).Succeeded(out var key, out var error))
        {
            return RefuseAsync(context, error);
        }

        if (keys.Find(key) is not { } client)
        {
            AuthLog.CredentialsRefused(logger, context.RequestContext().CorrelationId);
            return RefuseAsync(context, new ApiError(ErrorCode.CredentialsRefused, "The key is not known here; ask the operator for one."));
        }

        context.Features.Set(client);
        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, ApiError error)
    {
        context.Response.Headers.WWWAuthenticate = error.Code switch
        {
            ErrorCode.CredentialsMissing => "Bearer realm=\"sentiment\"",
            ErrorCode.CredentialsRefused => "Bearer realm=\"sentiment\", error=\"invalid_token\"",
            _ => default,
        };
        return ProblemResponse.WriteAsync(context, error);
    }
}
