using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.RateLimiting;

public sealed class RateLimitTests : IAsyncLifetime
{
    private const string Remaining = "RateLimit";

    private ScriptedPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await ScriptedPool.StartAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Answers_Any_SayWhatIsLeftOfThePlan()
    {
        await using var gateway = Start(requests: 10, texts: 10, tokens: 10);

        using var first = await PredictAsync(gateway);
        using var second = await gateway.Client.CallAsync(Requests.Predict, Requests.Json("{"));

        Assert.Equal("\"requests\";q=10;w=60, \"texts\";q=10;w=60, \"tokens\";q=10;w=60", first.HeaderOf("RateLimit-Policy"));
        Assert.Matches("^\"requests\";r=9;t=[1-6], \"texts\";r=9;t=[1-6], \"tokens\";r=5;t=[23][0-9]$", first.HeaderOf(Remaining));
        Assert.StartsWith("\"requests\";r=8;", second.HeaderOf(Remaining), StringComparison.Ordinal);
        using var stranger = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"));
        Assert.Empty(stranger.HeaderOf(Remaining));
    }

    [Fact]
    public async Task Requests_MoreThanThePlan_AreE4003AndSayWhenToComeBack()
    {
        await using var gateway = Start(requests: 2);
        using var first = await PredictAsync(gateway);
        using var second = await PredictAsync(gateway);

        using var refused = await PredictAsync(gateway);

        var problem = await refused.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.StartsWith("The plan tests allows 2 requests a minute, and 0 are left.", problem.Detail, StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 20, 30);
        Assert.StartsWith("\"requests\";r=0;", refused.HeaderOf(Remaining), StringComparison.Ordinal);
        Assert.Equal(2, _pool.Calls.Count);
        Assert.Contains("ml_rate_limit_refusals_total{limit=\"requests\",enforced=\"true\"} 1", await MetricsAsync(gateway));
    }

    [Fact]
    public async Task Texts_MoreThanEverFit_AreToldToBeSentInParts()
    {
        await using var gateway = Start(requests: 10, texts: 2);

        using var refused = await gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","b","c"]}"""));

        var problem = await refused.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.Contains("has 3 texts, and the plan tests allows 2 a minute", problem.Detail, StringComparison.Ordinal);
        Assert.Null(refused.Headers.RetryAfter);
        using var parts = await gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","b"]}"""));
        Assert.Equal(200, (int)parts.StatusCode);
        Assert.Contains("\"requests\";r=9;", parts.HeaderOf(Remaining), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_MoreThanThePlan_AreADebtOfTheNextRequest()
    {
        // The scripted pool says 5 a text.
        await using var gateway = Start(tokens: 8);
        using var first = await PredictAsync(gateway);
        using var second = await PredictAsync(gateway);
        Assert.Equal(200, (int)second.StatusCode);

        using var refused = await PredictAsync(gateway);

        var problem = await refused.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.StartsWith("The plan tests allows 8 tokens a minute, and more have been used.", problem.Detail, StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 5, 15);
    }

    [Fact]
    public async Task Refused_ByAPool_IsNotCharged()
    {
        await using var gateway = Start(requests: 2, texts: 2);
        _pool.Script = PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 1);
        for (var i = 0; i < 5; i++)
        {
            using var refused = await PredictAsync(gateway);
            await refused.AssertProblemAsync(ErrorCode.Overloaded);
            Assert.StartsWith("\"requests\";r=2;t=0, \"texts\";r=2;t=0", refused.HeaderOf(Remaining), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Wrong_Request_IsChargedARequestAndNoText()
    {
        await using var gateway = Start(requests: 10, texts: 10);

        using var wrong = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), ("X-Arm", "nobody"));

        await wrong.AssertProblemAsync(ErrorCode.UnknownBackendOrArm);
        Assert.StartsWith("\"requests\";r=9;", wrong.HeaderOf(Remaining), StringComparison.Ordinal);
        Assert.Contains("\"texts\";r=10;", wrong.HeaderOf(Remaining), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/models")]
    [InlineData("/pools/onnx/api/v1/models")]
    public async Task Refused_ForAScopeThatIsMissing_IsChargedARequestAndSaysWhatIsLeft(string path)
    {
        const string reporter = "sk-reporter-0123456789abcdef";
        await using var gateway = Start(
            requests: 2,
            texts: 10,
            more:
            [
                ("Sentiment:Auth:Keys:reporter:Hash", TestKeys.HashOf(reporter)), ("Sentiment:Auth:Keys:reporter:Plan", "tests"),
                ("Sentiment:Auth:Keys:reporter:Scopes:0", "metrics"),
            ]);
        foreach (var left in new[] { 1, 0 })
        {
            using var refused = await GetAsync();
            await refused.AssertProblemAsync(ErrorCode.NotAllowed);
            Assert.Equal("\"requests\";q=2;w=60, \"texts\";q=10;w=60, \"tokens\";q=60000000;w=60", refused.HeaderOf("RateLimit-Policy"));
            Assert.Matches($"^\"requests\";r={left};t=[0-9]+, \"texts\";r=10;t=0", refused.HeaderOf(Remaining));
        }

        using var last = await GetAsync();
        await last.AssertProblemAsync(ErrorCode.RateLimited);

        Task<HttpResponseMessage> GetAsync() =>
            gateway.Stranger.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-API-Key", reporter } } }, Requests.Token);
    }

    [Theory]
    [InlineData("onnx", 403)]
    [InlineData("nobody", 400)]
    public async Task Refused_ForAnArm_SaysWhatIsLeft(string arm, int status)
    {
        const string limited = "sk-limited-0123456789abcdef";
        await using var gateway = Start(
            requests: 10,
            more:
            [
                ("Sentiment:Auth:Keys:limited:Hash", TestKeys.HashOf(limited)), ("Sentiment:Auth:Keys:limited:Plan", "tests"),
                ("Sentiment:Auth:Keys:limited:Arms:0", "canary"),
                ("Sentiment:Arms:1:Id", "canary"), ("Sentiment:Arms:1:Cluster", "onnx"), ("Sentiment:Arms:1:Backend", "onnx"), ("Sentiment:Arms:1:Weight", "0"),
            ]);

        using var refused = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), ("X-API-Key", limited), ("X-Arm", arm));

        Assert.Equal(status, (int)refused.StatusCode);
        Assert.StartsWith("\"requests\";r=9;", refused.HeaderOf(Remaining), StringComparison.Ordinal);
        Assert.NotEmpty(refused.HeaderOf("RateLimit-Policy"));
    }

    [Fact]
    public async Task DryRun_MoreThanThePlan_IsCountedAndLetInWithoutDebt()
    {
        await using var gateway = Start(requests: 1, more: ("Sentiment:RateLimits:DryRun", "true"));
        using var first = await PredictAsync(gateway);

        using var second = await PredictAsync(gateway);

        Assert.Equal(200, (int)second.StatusCode);
        Assert.Matches("^\"requests\";r=0;t=(5[0-9]|60),", second.HeaderOf(Remaining));
        Assert.StartsWith("\"requests\";r=0;", second.HeaderOf(Remaining), StringComparison.Ordinal);
        Assert.Contains("ml_rate_limit_refusals_total{limit=\"requests\",enforced=\"false\"} 1", await MetricsAsync(gateway));
    }

    [Fact]
    public async Task Keys_Two_HaveABucketEach()
    {
        const string shop = "sk-shop-0123456789abcdef";
        await using var gateway = Start(
            requests: 1, more: [("Sentiment:Auth:Keys:shop:Hash", TestKeys.HashOf(shop)), ("Sentiment:Auth:Keys:shop:Plan", "tests")]);
        using var first = await PredictAsync(gateway);

        using var other = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), ("X-API-Key", shop));

        Assert.Equal(200, (int)other.StatusCode);
    }

    [Fact]
    public async Task Refused_ComesBeforeTheBody()
    {
        await using var gateway = Start(requests: 1);
        using var first = await PredictAsync(gateway);

        using var refused = await gateway.Client.CallAsync(Requests.Predict, Requests.Json("{"));

        await refused.AssertProblemAsync(ErrorCode.RateLimited);
    }

    private TestGateway Start(long requests = 60_000_000, long texts = 60_000_000, long tokens = 60_000_000, params (string, string)[] more) => TestGateway.Start(
        [_pool],
        [
            ("Sentiment:RateLimits:Plans:tests:Requests", $"{requests}"),
            ("Sentiment:RateLimits:Plans:tests:Texts", $"{texts}"),
            ("Sentiment:RateLimits:Plans:tests:Tokens", $"{tokens}"),
            .. more,
        ]);

    private static Task<HttpResponseMessage> PredictAsync(TestGateway gateway) => gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

    private static Task<string> MetricsAsync(TestGateway gateway) => gateway.Management.GetStringAsync(new Uri("/metrics", UriKind.Relative), Requests.Token);
}
