using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Auth.Tokens;

/// <summary>What must be said before a token of anybody is believed.</summary>
internal static class TokenRules
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    public static void Check(TokenOptions options, ValidateOptionsResultBuilder result)
    {
        if (string.IsNullOrEmpty(options.Issuer) || string.IsNullOrEmpty(options.Audience))
        {
            result.AddError("Jwt needs Issuer and Audience: without both, tokens that were made for others would let in.");
        }

        if (!Uri.TryCreate(options.Jwks, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            result.AddError($"Jwt:Jwks is \"{options.Jwks}\"; it must be an https address (http on loopback alone): whoever changes the keys on the way is whoever he likes.");
        }

        if (string.IsNullOrEmpty(options.ScopeClaim))
        {
            result.AddError("Jwt:ScopeClaim is empty; it names the claim with the scopes, usually scope or scp.");
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MostSkew)
        {
            result.AddError($"Jwt:ClockSkew is {options.ClockSkew}; it must be 0 to {MostSkew}.");
        }
    }
}
