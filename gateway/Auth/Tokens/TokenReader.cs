using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Auth.Tokens;

/// <summary>Makes a client of a token, by one configuration. Signature, issuer, audience and times are the library's to check.</summary>
internal sealed class TokenReader
{
    // Public keys alone: with a symmetric one, whoever can check could also make.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Told apart from other refusals: it is the way of tokens, and not somebody who tries.</summary>
    public static readonly ApiError Expired = new(ErrorCode.CredentialsRefused, "The token has expired; get another from its issuer.");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Of a SHA-256: enough to tell callers apart.
    private const int IdBytes = 8;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenOptions _options;
    private readonly ILogger _logger;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _keys;
    private readonly TokenValidationParameters _parameters;

    /// <param name="options">In force from now on.</param>
    /// <param name="former">Whose fetched keys are kept, when they are from the same place.</param>
    /// <param name="logger">Told when the keys cannot be fetched.</param>
    public TokenReader(TokenOptions options, TokenReader? former, ILogger logger)
    {
        (_options, _logger) = (options, logger);
        _keys = former is not null && former._options.Jwks == options.Jwks ? former._keys : NewKeys(options.Jwks);
        _parameters = new TokenValidationParameters
        {
            ConfigurationManager = _keys,
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            ValidAlgorithms = Algorithms,
            ClockSkew = options.ClockSkew,
        };
    }

    /// <summary>Three parts with dots between: no key of ours looks like that.</summary>
    public static bool IsToken(string credentials) => credentials.AsSpan().Count('.') == 2 && !credentials.StartsWith("sk-", StringComparison.Ordinal);

    /// <param name="token">As sent.</param>
    /// <param name="cancel">The request's deadline: the keys may have to be fetched first.</param>
    /// <returns>The client; or E3002 with what is wrong, never with what is in the token; E4001 when the issuer's keys cannot be had.</returns>
    public async Task<Outcome<Client>> ReadAsync(string token, CancellationToken cancel)
    {
        try
        {
            await _keys.GetConfigurationAsync(cancel);
        }
        catch (Exception unreachable)
        {
            AuthLog.IssuerUnreachable(_logger, unreachable.GetBaseException().Message);
            return new ApiError(ErrorCode.Internal, "The keys of the token's issuer cannot be fetched now; the log says why.");
        }

        // A copy: the handler notes in it what it has tried.
        var result = await _handler.ValidateTokenAsync(token, _parameters.Clone());
        if (!result.IsValid)
        {
            return Refused(result.Exception);
        }

        if (!result.Claims.TryGetValue(JwtRegisteredClaimNames.Sub, out var subject) || subject is not string { Length: > 0 } caller)
        {
            return new ApiError(ErrorCode.CredentialsRefused, "The token has no sub: nobody is named in it.");
        }

        var client = Client.Of(IdOf(caller), _options);
        return result.Claims.TryGetValue(_options.ScopeClaim, out var scopes) ? client with { Scopes = Ours(scopes as string) } : client;
    }

    // The same caller has the same id in all gateways, and the log has nobody's address or name.
    private string IdOf(string subject) =>
        Client.TokenPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_options.Issuer}\n{subject}")).AsSpan(0, IdBytes));

    private static FrozenSet<Scope> Ours(string? scopes) =>
        (scopes ?? string.Empty).Split(' ').Where(static name => name.All(char.IsAsciiLetter)).Select(static name => Enum.TryParse<Scope>(name, ignoreCase: true, out var scope) ? scope : (Scope?)null)
            .OfType<Scope>().ToFrozenSet();

    private static ConfigurationManager<OpenIdConnectConfiguration> NewKeys(string address)
    {
        var retriever = new HttpDocumentRetriever(new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = Patience }) { RequireHttps = new Uri(address).Scheme == Uri.UriSchemeHttps };

        // No last good set beside the present one: a key that the issuer has withdrawn is withdrawn.
        return new ConfigurationManager<OpenIdConnectConfiguration>(address, new JwksRetriever(), retriever) { UseLastKnownGoodConfiguration = false };
    }

    private static ApiError Refused(Exception reason) => reason is SecurityTokenExpiredException ? Expired : new ApiError(
        ErrorCode.CredentialsRefused,
        reason switch
        {
            SecurityTokenNotYetValidException => "The token is not valid yet; are both clocks right?",
            SecurityTokenInvalidIssuerException => "The token is of another issuer than this gateway believes.",
            SecurityTokenInvalidAudienceException => "The token was made for somebody else (aud).",
            SecurityTokenInvalidAlgorithmException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException => "The token is not signed with a key of its issuer.",
            _ => "The token cannot be read or checked. Get another from its issuer; if that is refused too, ask the operator.",
        });
}
