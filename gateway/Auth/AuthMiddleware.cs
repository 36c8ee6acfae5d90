using Microsoft.AspNetCore.Authorization;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Auth.Tokens;
using Sentiment.Gateway.Edge;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Auth;

/// <summary>
/// Step 2: lets a request on when its key is known and has the endpoint's scope, or when its endpoint says that it needs none. Closed by
/// default: an endpoint that nobody thought about needs a key that may predict. A path that does not exist is 404 to everybody.
/// </summary>
internal sealed class AuthMiddleware(RequestDelegate next, KeyRing keys, RefusedAttempts refused, ILogger<AuthMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        if (!PresentedKey.Of(context.Request.Headers).Succeeded(out var credentials, out var error))
        {
            return error.Code == ErrorCode.CredentialsMissing && keys.Anonymous is { } anonymous
                ? LetInAsync(context, endpoint, anonymous with { Id = $"{Client.AnonymousId} {ClientAddress.Of(context)}" })
                : RefuseAsync(context, error);
        }

        return keys.Tokens is { } tokens && TokenReader.IsToken(credentials)
            ? GoOnAsync(context, endpoint, tokens.ReadAsync(credentials, context.RequestContext().Deadline.Token))
            : GoOnAsync(context, endpoint, keys.Find(credentials));
    }

    private async Task GoOnAsync(HttpContext context, Endpoint endpoint, Task<Outcome<Client>> found) => await GoOnAsync(context, endpoint, await found);

    private Task GoOnAsync(HttpContext context, Endpoint endpoint, Outcome<Client> found)
    {
        if (found.Succeeded(out var client, out var error))
        {
            return LetInAsync(context, endpoint, client);
        }

        // Who has let a token expire gets another at a 401, and is not one who tries.
        var isAttempt = error.Code == ErrorCode.CredentialsRefused && !ReferenceEquals(error, TokenReader.Expired);
        if (isAttempt && refused.Count(ClientAddress.Of(context)) is { } tooMany)
        {
            return RefuseAsync(context, tooMany);
        }

        AuthLog.CredentialsRefused(logger, context.RequestContext().CorrelationId);
        return RefuseAsync(context, error);
    }

    private Task LetInAsync(HttpContext context, Endpoint endpoint, Client client)
    {
        var scope = endpoint.Metadata.GetMetadata<RequiredScope>()?.Scope ?? Scope.Predict;
        if (!client.Scopes.Contains(scope))
        {
            return RefuseAsync(context, MissingScope(client, scope));
        }

        context.Features.Set(client);
        return next(context);
    }

    private static ApiError MissingScope(Client client, Scope scope) => new(
        ErrorCode.NotAllowed,
        $"This needs the scope {Name(scope)}; the caller has {(client.Scopes.Count == 0 ? "none" : string.Join(", ", client.Scopes.Order().Select(Name)))}. Use another key, or ask the operator for more.");

    private static string Name(Scope scope) => scope.ToString().ToLowerInvariant();

    private static Task RefuseAsync(HttpContext context, ApiError error)
    {
        context.Response.Headers.WWWAuthenticate = error.Code switch
        {
            ErrorCode.CredentialsMissing => "Bearer realm=\"sentiment\"",
            ErrorCode.CredentialsRefused => "Bearer realm=\"sentiment\", error=\"invalid_token\"",
            ErrorCode.NotAllowed => "Bearer realm=\"sentiment\", error=\"insufficient_scope\"",
            _ => default,
        };
        return ProblemResponse.WriteAsync(context, error);
    }
}
