using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Auth;

/// <summary>The gateway's management port, where it asks for a key; whoever the public port lets in.</summary>
public sealed class ManagementKeyTests : IAsyncLifetime
{
    private const string Scraper = "sk-scraper-0123456789abcdef";

    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Auth:ManagementNeedsKey", "true"),
            ("Sentiment:Auth:Anonymous:Scopes:0", "predict"),
            ("Sentiment:Auth:Keys:scraper:Hash", TestKeys.HashOf(Scraper)),
            ("Sentiment:Auth:Keys:scraper:Plan", "tests"),
            ("Sentiment:Auth:Keys:scraper:Scopes:0", "metrics"),
            ("Sentiment:RateLimits:Plans:tests:Requests", "2"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task Metrics_AnyNumberOfScrapes_AreAnsweredAndOnNobodysPlan()
    {
        for (var i = 0; i < 4; i++)
        {
            using var response = await GetAsync("/metrics", ("Authorization", $"Bearer {Scraper}"));

            Assert.Equal(200, (int)response.StatusCode);
            Assert.Empty(response.HeaderOf("RateLimit"));
        }
    }

    [Fact]
    public async Task Metrics_WhoeverElse_IsRefused()
    {
        using var anonymous = await GetAsync("/metrics");
        using var client = await GetAsync("/metrics", (HeaderNames.ApiKey, TestKeys.Development));

        await anonymous.AssertProblemAsync(ErrorCode.CredentialsMissing);
        await client.AssertProblemAsync(ErrorCode.NotAllowed);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Probe_WithoutAKey_Answers(string path)
    {
        using var response = await GetAsync(path);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task PublicPort_IsAsItWas()
    {
        using var anonymous = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"));
        using var scraper = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, Scraper));

        Assert.Equal(200, (int)anonymous.StatusCode);
        await scraper.AssertProblemAsync(ErrorCode.NotAllowed);
    }

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _gateway.Management.SendAsync(request, Requests.Token);
    }
}
