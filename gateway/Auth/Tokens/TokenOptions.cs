using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Auth.Tokens;

/// <summary>Callers with a JSON web token of somebody else's making: <c>Sentiment:Auth:Jwt</c>. Off unless it is there.</summary>
internal sealed class TokenOptions : CallerOptions
{
    /// <summary>Who must have made the token: its <c>iss</c>, exactly.</summary>
    /// <value>No default.</value>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>For whom it must be: one of its <c>aud</c>.</summary>
    /// <value>No default.</value>
    public string Audience { get; set; } = string.Empty;

    /// <summary>Where the issuer's public keys are, as a JSON web key set: https, or http on loopback.</summary>
    /// <value>No default.</value>
    public string Jwks { get; set; } = string.Empty;

    /// <summary>The claim with the token's scopes, in one string with blanks between (RFC 8693), of which ours are taken; without the claim, <see cref="CallerOptions.Scopes"/> holds.</summary>
    /// <value>The default is <c>scope</c>.</value>
    public string ScopeClaim { get; set; } = "scope";

    /// <summary>What clocks may be apart.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);
}
