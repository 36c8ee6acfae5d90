using System.Security.Cryptography;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Auth;

public sealed class TokenTests : IAsyncLifetime
{
    private ScriptedPool _pool = null!;
    private TokenIssuer _issuer = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _issuer = await TokenIssuer.StartAsync();
        _gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Auth:Jwt:Issuer", TokenIssuer.Name),
            ("Sentiment:Auth:Jwt:Audience", TokenIssuer.Audience),
            ("Sentiment:Auth:Jwt:Jwks", _issuer.Jwks));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _issuer.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("openid predict")]
    public async Task Token_OfTheIssuer_LetsIn(string? scope)
    {
        using var response = await CallAsync(_issuer.Token(scope: scope));

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("openid")]
    [InlineData("")]
    [InlineData("0")]
    public async Task Token_WithoutOurScope_IsE3003(string scope)
    {
        using var response = await CallAsync(_issuer.Token(scope: scope));

        await response.AssertProblemAsync(ErrorCode.NotAllowed);
    }

    [Fact]
    public async Task Token_Wrong_IsE3002AndSaysWhatWithoutRepeatingIt()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var (token, expected) in new[]
        {
            (_issuer.Token(issuer: "https://elsewhere.example"), "of another issuer"),
            (_issuer.Token(audience: "shop"), "made for somebody else"),
            (_issuer.Token(lifetime: TimeSpan.FromMinutes(-5)), "has expired"),
            (_issuer.Token(key: other), "not signed with a key of its issuer"),
            ("eyJhbGciOiJub25lIn0.eyJzdWIiOiJzb21lYm9keSJ9.", "The token"),
            ("a.b.c", "The token"),
        })
        {
            using var response = await CallAsync(token);

            var problem = await response.AssertProblemAsync(ErrorCode.CredentialsRefused);
            Assert.Contains(expected, problem.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain(token, _gateway.Log.Everything, StringComparison.Ordinal);
            Assert.DoesNotContain("somebody\"", problem.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Key_BesideTokens_LetsIn()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        Assert.Equal(200, (int)response.StatusCode);
    }

    private Task<HttpResponseMessage> CallAsync(string token) =>
        _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), ("Authorization", $"Bearer {token}"));
}
