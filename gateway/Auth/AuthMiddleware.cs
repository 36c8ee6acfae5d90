using Microsoft.AspNetCore.Authorization;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Auth.Tokens;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Gateway.Auth;

/// <summary>
/// Step 2: lets a request on when it is known who calls, or when its endpoint says that it needs nobody. Closed by default: an endpoint that
/// nobody thought about needs a key, and <see cref="ScopeMiddleware"/> asks that it may predict. A path that does not exist is 404 to everybody.
/// </summary>
internal sealed class AuthMiddleware(RequestDelegate next, KeyCheck keys, OtherCallers others, AuthMetrics metrics, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        var since = context.RequestContext().Deadline.Elapsed;
        if (!PresentedKey.Of(context.Request.Headers).Succeeded(out var credentials, out var error))
        {
            return error.Code == ErrorCode.CredentialsMissing && others.Anonymous is { } anonymous
                ? LetInAsync(context, anonymous.At(ClientAddress.Of(context)), AuthMetrics.Anonymous, since)
                : AnswerAsync(context, error, since);
        }

        return others.Tokens is { } tokens && TokenReader.IsToken(credentials)
            ? GoOnAsync(context, tokens.ReadAsync(credentials, context.RequestContext().Deadline.Token), since)
            : GoOnAsync(context, keys.Find(credentials), AuthMetrics.Key, since);
    }

    private async Task GoOnAsync(HttpContext context, Task<Outcome<Client>> found, TimeSpan since) =>
        await GoOnAsync(context, await found, AuthMetrics.Token, since);

    private Task GoOnAsync(HttpContext context, Outcome<Client> found, string by, TimeSpan since)
    {
        if (found.Succeeded(out var client, out var error))
        {
            return LetInAsync(context, client, by, since);
        }

        // Who has let a token expire gets another at a 401, and is not one who tries.
        var isAttempt = error.Code == ErrorCode.CredentialsRefused && !ReferenceEquals(error, TokenReader.Expired);
        return AnswerAsync(context, keys.Refused(context, error, isAttempt), since);
    }

    private Task LetInAsync(HttpContext context, Client client, string by, TimeSpan since)
    {
        metrics.LetIn(by);
        Record(context, since);
        context.Features.Set(client);
        return next(context);
    }

    private Task AnswerAsync(HttpContext context, ApiError error, TimeSpan since)
    {
        metrics.Refused(error.Code);
        Record(context, since);
        return KeyCheck.AnswerAsync(context, error);
    }

    private void Record(HttpContext context, TimeSpan since)
    {
        var took = context.RequestContext().Deadline.Elapsed - since;
        Spans.Record("authentication", time.GetUtcNow() - took, took);
    }
}
