using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Passthrough;

public sealed class PassthroughTests : IClassFixture<SharedGateway>
{
    private const int ReplicaDown = 215;
    private const string Predict = "/pools/onnx/api/v1/predict";

    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public PassthroughTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Fact]
    public async Task Call_OfThePublicApi_IsThePoolsOwnAnswer()
    {
        using var response = await _gateway.Client.CallAsync(Predict + "?x=1", Requests.Json(" {\"text\": \"I love it\"} "));

        Assert.Equal(200, (int)response.StatusCode);
        var prediction = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Requests.Token))!;
        Assert.Equal(("POSITIVE", null), (prediction.Label, prediction.Arm));
        var call = Assert.Single(_pool.Calls);
        Assert.Equal(("POST", "/api/v1/predict?x=1", " {\"text\": \"I love it\"} "), (call.Method, call.Path, call.Body));
    }

    [Fact]
    public async Task Call_OnTheWayThere_LosesCredentialsAndWhatOnlyWeMaySay()
    {
        using var response = await _gateway.Client.CallAsync(
            Predict,
            Requests.Text("fine"),
            ("Authorization", $"Bearer {TestKeys.Development}"),
            ("Cookie", "a=b"),
            (HeaderNames.Arm, "onnx"),
            (HeaderNames.StickyId, "user-7"),
            (HeaderNames.Backend, "onnx"),
            (HeaderNames.CorrelationId, "order-4711"),
            (HeaderNames.RequestTimeoutMs, "5000"),
            ("X-Forwarded-For", "10.0.0.1"),
            ("Forwarded", "for=10.0.0.1"),
            ("Keep-Alive", "5"),
            ("Accept", "application/json"));

        Assert.Equal(200, (int)response.StatusCode);
        var headers = Assert.Single(_pool.Calls).Headers;
        string[] wanted = ["Host", "Content-Type", "Content-Length", "Accept", HeaderNames.Backend, HeaderNames.CorrelationId, HeaderNames.RequestTimeoutMs, HeaderNames.Usage, "traceparent"];
        Assert.Empty(headers.Keys.Except(wanted, StringComparer.OrdinalIgnoreCase));
        Assert.Equal("order-4711", headers[HeaderNames.CorrelationId]);
        Assert.InRange(int.Parse(headers[HeaderNames.RequestTimeoutMs], System.Globalization.CultureInfo.InvariantCulture), 1_000, 5_000);
        Assert.Equal($"127.0.0.1:{_pool.Port}", headers["Host"]);
    }

    [Fact]
    public async Task Answer_OnTheWayBack_HasOurHeadersOnceAndNoneOfThePoolsOwn()
    {
        _pool.Script = static context =>
        {
            context.Response.Headers.SetCookie = "a=b";
            context.Response.Headers[HeaderNames.ExperimentArm] = "forged";
            context.Response.Headers[HeaderNames.ServedArm] = "forged";
            return PoolScript.Good(context);
        };

        using var response = await _gateway.Client.CallAsync(Predict, Requests.Text("fine"), (HeaderNames.CorrelationId, "order-4711"));

        Assert.Equal("order-4711", response.HeaderOf(HeaderNames.CorrelationId));
        Assert.Equal("onnx", response.HeaderOf(HeaderNames.ServedArm));
        Assert.Equal(PoolScript.Digest, response.HeaderOf(HeaderNames.ModelDigest));
        Assert.Equal("queue;dur=0.1, infer;dur=1.25", response.HeaderOf(HeaderNames.ServerTiming));
        Assert.All(new[] { "Server", "Set-Cookie", HeaderNames.QueuedTokens, HeaderNames.ExperimentArm, HeaderNames.Usage }, name => Assert.False(response.Headers.Contains(name), name));
    }

    [Theory]
    [InlineData(ErrorCode.TextEmpty)]
    [InlineData(ErrorCode.Overloaded)]
    public async Task Problem_OfThePool_PassesAsItIs(ErrorCode code)
    {
        _pool.Script = PoolScript.Problem(code, retryAfter: 3);

        using var response = await _gateway.Client.CallAsync(Predict, Requests.Text("fine"));

        Assert.Equal(ErrorCatalog.Describe(code).Status, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
        Assert.Equal(ErrorCatalog.Wire(code), (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, Requests.Token))!.Code);
    }

    [Theory]
    [InlineData(ErrorCode.CredentialsRefused)]
    [InlineData(ErrorCode.NotAllowed)]
    [InlineData(ErrorCode.RateLimited)]
    public async Task Problem_WithOurKey_IsNotTheClients401(ErrorCode code)
    {
        _gateway.Log.Expect(212);
        _pool.Script = context =>
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"pool\"";
            return PoolScript.Problem(code)(context);
        };

        using var response = await _gateway.Client.CallAsync(Predict, Requests.Text("fine"));

        await response.AssertProblemAsync(ErrorCode.Internal);
        Assert.Empty(response.Headers.WwwAuthenticate);
        Assert.True(_gateway.Log.Has(212));
    }

    [Theory]
    [InlineData("/pools/nobody/api/v1/predict")]
    [InlineData("/pools/nobody")]
    public async Task Arm_Unknown_IsE1004(string path)
    {
        using var response = await _gateway.Client.CallAsync(path, Requests.Text("fine"));

        var problem = await response.AssertProblemAsync(ErrorCode.UnknownBackendOrArm);
        Assert.Contains("known are onnx", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/pools/onnx")]
    [InlineData("/pools/onnx/metrics")]
    [InlineData("/pools/onnx/admin/arms")]
    [InlineData("/pools/onnx/api/v1/../../metrics")]
    [InlineData("/pools/onnx/api/v1/%2e%2e/%2e%2e/metrics")]
    public async Task Path_ThatIsNotOpen_IsE4004AndNotCalled(string path)
    {
        using var response = await _gateway.Client.GetAsync(new Uri($"http://127.0.0.1:{_gateway.Port}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), Requests.Token);

        await response.AssertProblemAsync(ErrorCode.NotFound);
        Assert.Empty(_pool.Calls);
    }

    [Fact]
    public async Task Probe_OfThePool_CanBeReached()
    {
        _pool.IsReady = false;

        using var response = await _gateway.Client.GetAsync("/pools/onnx/health/ready", Requests.Token);

        Assert.Equal(503, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OverFourMegabytes_IsE4013(bool chunked)
    {
        using var content = new StreamContent(new MemoryStream(new byte[Limits.BatchBodyBytes + 1]));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Predict) { Content = content, Headers = { TransferEncodingChunked = chunked } };

        using var response = await _gateway.Client.SendAsync(request, Requests.Token);

        await response.AssertProblemAsync(ErrorCode.BodyTooLarge);
    }

    [Fact]
    public async Task Connection_ThatBreaks_IsNoReplica()
    {
        _pool.Script = PoolScript.Reset;

        using var response = await _gateway.Client.CallAsync(Predict, Requests.Text("fine"));

        await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Connection_ThatBreaksHalfway_IsNeverAWholeAnswer()
    {
        _pool.Script = PoolScript.ResetHalfway;

        try
        {
            using var response = await _gateway.Client.CallAsync(Predict, Requests.Text("fine"));

            // The break may overtake the first bytes; then nothing was passed on yet.
            await response.AssertProblemAsync(ErrorCode.NoReplica);
        }
        catch (HttpRequestException)
        {
            // The client's connection is broken, too: it knows that the answer is not whole.
        }
    }

    [Fact]
    public async Task Pool_Down_IsE4002AtOnceAndWhenTheProbesKnow()
    {
        await using var pool = await ScriptedPool.StartAsync();
        await pool.KillAsync();
        await using var gateway = TestGateway.Start([pool], ("Sentiment:Dispatch:ProbeInterval", "00:00:00.100"));

        await TestKit.Poll.UntilAsync(
            async () =>
            {
                using var response = await gateway.Client.CallAsync(Predict, Requests.Text("fine"));
                await response.AssertProblemAsync(ErrorCode.NoReplica);

                return gateway.Log.Has(ReplicaDown);
            },
            TimeSpan.FromSeconds(5),
            Requests.Token);
        using var last = await gateway.Client.CallAsync(Predict, Requests.Text("fine"));
        await last.AssertProblemAsync(ErrorCode.NoReplica);
    }
}
