using Sentiment.Gateway.Auth.Tokens;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Auth;

/// <summary>Who may call: <c>Sentiment:Auth</c>. Without keys, others must be let in: a gateway that nobody may call is a mistake.</summary>
internal sealed class AuthOptions : KeysOptions
{
    /// <summary>What callers without credentials may do.</summary>
    /// <value>None by default: nothing.</value>
    public AnonymousOptions? Anonymous { get; set; }

    /// <summary>Callers with a token of an issuer elsewhere.</summary>
    /// <value>None by default: tokens are refused.</value>
    public TokenOptions? Jwt { get; set; }
}

/// <summary>Callers without credentials. Without <see cref="CallerOptions.Scopes"/> they may predict, and nothing else.</summary>
internal sealed class AnonymousOptions : CallerOptions;
