using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>Makes tokens, and serves its public keys on a real port.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Name = "https://issuer.example";
    public const string Audience = "sentiment";

    private readonly WebApplication _app;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private TokenIssuer(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.ListenLocalhost(port));
        _app = builder.Build();
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(_key.ExportParameters(includePrivateParameters: false))) { KeyId = "one" });
        _app.MapGet("/jwks", () => Results.Text($$"""{"keys":[{"kty":"EC","crv":"{{key.Crv}}","x":"{{key.X}}","y":"{{key.Y}}","kid":"one","use":"sig"}]}""", "application/json"));
        Jwks = $"http://127.0.0.1:{port}/jwks";
    }

    public string Jwks { get; }

    public static async Task<TokenIssuer> StartAsync()
    {
        var issuer = new TokenIssuer(FreePorts.Take());
        await issuer._app.StartAsync();
        return issuer;
    }

    public string Token(string subject = "somebody", string? scope = null, string issuer = Name, string audience = Audience, TimeSpan? lifetime = null, ECDsa? key = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var end = now + (lifetime ?? TimeSpan.FromMinutes(5));
        var claims = new Dictionary<string, object> { ["sub"] = subject };
        if (scope is not null)
        {
            claims["scope"] = scope;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = claims,
            NotBefore = end < now ? end - TimeSpan.FromMinutes(1) : now,
            IssuedAt = end < now ? end - TimeSpan.FromMinutes(1) : now,
            Expires = end,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key ?? _key) { KeyId = "one" }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }
}
