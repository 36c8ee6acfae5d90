using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Requests;

namespace Sentiment.Hosting.Keys;

/// <summary>What the credentials of a request are worth, wherever keys are asked for. From headers alone: no body is read for a stranger.</summary>
public sealed class KeyCheck
{
    private readonly KeyRing _keys;
    private readonly RefusedAttempts _refused;
    private readonly ILogger<KeyCheck> _logger;

    internal KeyCheck(KeyRing keys, RefusedAttempts refused, ILogger<KeyCheck> logger) => (_keys, _refused, _logger) = (keys, refused, logger);

    /// <inheritdoc cref="KeyTable.Find"/>
    public Outcome<Client> Find(string key) => _keys.Find(key);

    /// <summary>For an endpoint where a key with a scope is all that lets in.</summary>
    /// <returns>Null when the request has it.</returns>
    public ApiError? Check(HttpContext context, Scope scope)
    {
        if (!PresentedKey.Of(context.Request.Headers).Succeeded(out var key, out var error))
        {
            return error;
        }

        return Find(key).Succeeded(out var client, out error) ? Admit(context, client, scope) : Refused(context, error);
    }

    /// <summary>For a service that has no other word on whom it has let in.</summary>
    /// <inheritdoc cref="Missing"/>
    public ApiError? Admit(HttpContext context, Client client, Scope scope)
    {
        var missing = Missing(context, client, scope);
        if (missing is null)
        {
            KeysLog.LetIn(_logger, client.Name, context.RequestContext().CorrelationId);
        }

        return missing;
    }

    /// <returns>Null when the client has the scope; else E3003.</returns>
    public ApiError? Missing(HttpContext context, Client client, Scope scope)
    {
        if (client.Scopes.Contains(scope))
        {
            return null;
        }

        KeysLog.ScopeMissing(_logger, client.Name, scope, context.RequestContext().CorrelationId);
        return new ApiError(
            ErrorCode.NotAllowed,
            $"This needs the scope {Name(scope)}; the caller has {(client.Scopes.Count == 0 ? "none" : string.Join(", ", client.Scopes.Order().Select(Name)))}. Use another key, or ask the operator for more.");
    }

    /// <summary>Credentials were refused: counts and logs it.</summary>
    /// <param name="context">Whose.</param>
    /// <param name="error">Why.</param>
    /// <param name="isAttempt">Whether somebody may be trying.</param>
    /// <returns>What to answer: the error, or E4003 when the address has tried too often.</returns>
    public ApiError Refused(HttpContext context, ApiError error, bool isAttempt = true)
    {
        if (isAttempt && _refused.Count(ClientAddress.Of(context)) is { } tooMany)
        {
            return tooMany;
        }

        KeysLog.CredentialsRefused(_logger, context.RequestContext().CorrelationId);
        return error;
    }

    /// <summary>Answers with the error, and with what HTTP wants to be said about credentials.</summary>
    public static Task AnswerAsync(HttpContext context, ApiError error)
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

    private static string Name(Scope scope) => scope.ToString().ToLowerInvariant();
}
