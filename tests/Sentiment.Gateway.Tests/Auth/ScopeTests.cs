using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Auth;

public sealed class ScopeTests : IAsyncLifetime
{
    private const string Reporter = "sk-reporter-0123456789abcdef";
    private const string Ended = "sk-ended-0123456789abcdef";

    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Auth:Keys:reporter:Hash", TestKeys.HashOf(Reporter)),
            ("Sentiment:Auth:Keys:reporter:Scopes:0", "metrics"),
            ("Sentiment:Auth:Keys:ended:Hash", TestKeys.HashOf(Ended)),
            ("Sentiment:Auth:Keys:ended:Expires", "2026-01-01T00:00:00Z"),
            ("Sentiment:Auth:RefusalsPerMinute", "3"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/models")]
    [InlineData("/pools/onnx/api/v1/models")]
    public async Task Scope_NotThere_IsE3003WithThoseThatAre(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(HeaderNames.ApiKey, Reporter);

        using var response = await _gateway.Stranger.SendAsync(request, Requests.Token);

        var problem = await response.AssertProblemAsync(ErrorCode.NotAllowed);
        Assert.StartsWith("This needs the scope predict; the caller has metrics.", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("insufficient_scope", Assert.Single(response.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_Ended_IsE3002AndSaysWhen()
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, Ended));

        var problem = await response.AssertProblemAsync(ErrorCode.CredentialsRefused);
        Assert.Contains("2026-01-01T00:00:00Z", problem.Detail, StringComparison.Ordinal);
    }
}
