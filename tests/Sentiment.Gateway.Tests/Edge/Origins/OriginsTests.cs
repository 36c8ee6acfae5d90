using System.Text.Json;
using System.Text.Json.Nodes;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Edge.Origins;

public sealed class OriginsTests : IAsyncLifetime
{
    private const string Ours = "https://app.example";
    private const string Theirs = "https://elsewhere.example";
    private const string AllowOrigin = "Access-Control-Allow-Origin";

    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start([_pool], ("Sentiment:Cors:Origins:0", Ours), ("Sentiment:Cors:Origins:1", "http://localhost:3000"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Theory]
    [InlineData(Requests.Predict)]
    [InlineData(Requests.Batch)]
    [InlineData("/pools/onnx" + Requests.Predict)]
    public async Task Preflight_OfOurOrigin_IsAnsweredWithoutAKey(string path)
    {
        using var response = await PreflightAsync(_gateway.Stranger, path, Ours);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(Ours, response.HeaderOf(AllowOrigin));
        Assert.Contains("POST", response.HeaderOf("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Equal("3600", response.HeaderOf("Access-Control-Max-Age"));
        string[] wanted =
        [
            HeaderNames.ApiKey, HeaderNames.Arm, HeaderNames.Backend, HeaderNames.CorrelationId, HeaderNames.RequestTimeoutMs, HeaderNames.StickyId,
            "Authorization", "Cache-Control", "Content-Type", "traceparent",
        ];
        var allowed = response.HeaderOf("Access-Control-Allow-Headers").Split(',');
        Assert.Equal(wanted.Order(StringComparer.OrdinalIgnoreCase), allowed.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        Assert.Empty(response.HeaderOf("Access-Control-Allow-Credentials"));
        Assert.Empty(response.HeaderOf("RateLimit"));
        Assert.Empty(_pool.Calls);
    }

    [Fact]
    public async Task Preflight_OfAnotherOrigin_AllowsNothing()
    {
        using var response = await PreflightAsync(_gateway.Stranger, Requests.Predict, Theirs);

        AssertAllowsNothing(response);
    }

    [Fact]
    public async Task Answer_ToOurOrigin_MayBeReadWithOurHeaders()
    {
        using var response = await CallAsync(_gateway.Client, Requests.Text("fine"), Ours);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(Ours, response.HeaderOf(AllowOrigin));
        Assert.Equal("Origin", response.HeaderOf("Vary"));
        Assert.Empty(response.HeaderOf("Access-Control-Allow-Credentials"));
        string[] wanted =
        [
            "X-Correlation-ID", "RateLimit", "RateLimit-Policy", "Retry-After", "Cache-Status", "Server-Timing", "X-Experiment-Arm", "X-Served-Arm", "X-Backend",
            "X-Model-Digest",
        ];
        Assert.Equal(wanted.Order(StringComparer.Ordinal), response.HeaderOf("Access-Control-Expose-Headers").Split(',').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refusals_ToOurOrigin_MayBeReadToo()
    {
        using var noKey = await CallAsync(_gateway.Stranger, Requests.Text("fine"), Ours);
        await noKey.AssertProblemAsync(ErrorCode.CredentialsMissing);
        Assert.Equal(Ours, noKey.HeaderOf(AllowOrigin));

        using var malformed = await CallAsync(_gateway.Client, Requests.Text("fine"), Ours, (HeaderNames.RequestTimeoutMs, "soon"));
        await malformed.AssertProblemAsync(ErrorCode.MalformedRequest);
        Assert.Equal(Ours, malformed.HeaderOf(AllowOrigin));
    }

    [Fact]
    public async Task Answer_ToAnotherOrigin_IsNotForItsPages()
    {
        using var response = await CallAsync(_gateway.Client, Requests.Text("fine"), Theirs);

        Assert.Equal(200, (int)response.StatusCode);
        AssertAllowsNothing(response);
    }

    [Fact]
    public async Task ManagementPort_OfOurOrigin_IsNotForPages()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "Origin", Ours } } };

        using var response = await _gateway.Management.SendAsync(request, Requests.Token);

        Assert.Equal(200, (int)response.StatusCode);
        AssertAllowsNothing(response);
    }

    [Fact]
    public async Task Origins_NoneConfigured_AllowsNothingAndAPreflightIsACallLikeOthers()
    {
        await using var gateway = TestGateway.Start([_pool]);

        using var preflight = await PreflightAsync(gateway.Stranger, Requests.Predict, Ours);
        using var response = await CallAsync(gateway.Client, Requests.Text("fine"), Ours);

        Assert.True((int)preflight.StatusCode is >= 400 and < 500, $"{preflight.StatusCode}");
        AssertAllowsNothing(preflight);
        AssertAllowsNothing(response);
    }

    [Fact]
    public async Task Origins_ChangedInTheFile_AreInForceWithoutARestart()
    {
        var settings = JsonNode.Parse(GatewayProcess.Settings([("onnx", 1, _pool)]))!;
        await using var gateway = await GatewayProcess.StartAsync(settings.ToJsonString());
        using var before = await PreflightAsync(gateway.Client, Requests.Predict, Ours);
        AssertAllowsNothing(before);

        settings["Sentiment"]!["Cors"] = JsonSerializer.SerializeToNode(new { Origins = new[] { Ours } });
        gateway.Write(settings.ToJsonString());

        await Poll.UntilAsync(
            async () =>
            {
                using var after = await PreflightAsync(gateway.Client, Requests.Predict, Ours);
                return after.HeaderOf(AllowOrigin) == Ours;
            },
            TimeSpan.FromSeconds(5),
            Requests.Token);
    }

    private static void AssertAllowsNothing(HttpResponseMessage response) =>
        Assert.DoesNotContain(response.Headers, static header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));

    private static Task<HttpResponseMessage> CallAsync(HttpClient client, HttpContent body, string origin, params (string Name, string Value)[] more) =>
        client.CallAsync(Requests.Predict, body, [("Origin", origin), .. more]);

    private static Task<HttpResponseMessage> PreflightAsync(HttpClient client, string path, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,x-api-key");
        return client.SendAsync(request, Requests.Token);
    }
}
