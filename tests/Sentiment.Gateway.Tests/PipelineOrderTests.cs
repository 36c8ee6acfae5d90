using System.Net.Sockets;
using System.Text;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Caching;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests;

/// <summary>Of two things that are wrong with a request, the earlier step tells; what comes after it has not happened.</summary>
public sealed class PipelineOrderTests : IClassFixture<SharedGateway>
{
    private const string NoReplica = "127.0.0.1:1";

    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public PipelineOrderTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Fact]
    public async Task Edge_ComesBeforeAuth()
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, "soon"));

        await response.AssertProblemAsync(ErrorCode.MalformedRequest);
    }

    [Fact]
    public async Task Auth_ComesBeforeTheBody_WhichIsNotRead()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", _gateway.Port, Requests.Token);
        var stream = connection.GetStream();

        // The body is announced and never sent: only an answer that does not wait for it can come.
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Requests.Predict} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 900\r\n\r\n"), Requests.Token);
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(Requests.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(4), Requests.Token);

        Assert.Equal("HTTP/1.1 401 Unauthorized", status);
    }

    [Theory]
    [InlineData("{", "text/plain")]
    [InlineData("{\"texts\":[]}", "application/json")]
    public async Task Auth_ComesBeforeMediaTypeAndParsing(string body, string mediaType)
    {
        using var content = Requests.Json(body);
        content.Headers.ContentType = new(mediaType);

        using var response = await _gateway.Stranger.CallAsync(Requests.Batch, content);

        await response.AssertProblemAsync(ErrorCode.CredentialsMissing);
    }

    [Fact]
    public async Task Charge_ComesBeforeTheScope_WhichComesBeforeTheBody()
    {
        const string reporter = "sk-reporter-0123456789abcdef";
        await using var gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Auth:Keys:reporter:Hash", TestKeys.HashOf(reporter)),
            ("Sentiment:Auth:Keys:reporter:Scopes:0", "feedback"),
            ("Sentiment:Auth:Keys:reporter:Plan", "once"),
            ("Sentiment:RateLimits:Plans:once:Requests", "1"));

        using var first = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Json("{"), (HeaderNames.ApiKey, reporter));
        using var second = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Json("{"), (HeaderNames.ApiKey, reporter));

        await first.AssertProblemAsync(ErrorCode.NotAllowed);
        await second.AssertProblemAsync(ErrorCode.RateLimited);
    }

    [Fact]
    public async Task Parse_ComesBeforeTheArm()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Json("{"), (HeaderNames.Arm, "nobody"));

        await response.AssertProblemAsync(ErrorCode.MalformedRequest);
        Assert.Empty(response.HeaderOf(HeaderNames.ExperimentArm));
        Assert.Empty(_pool.Calls);
    }

    [Fact]
    public async Task ParseAndArm_ComeBeforeDispatch()
    {
        await using var gateway = TestGateway.Start([], ("Sentiment:Clusters:onnx:Destinations:onnx-1:Address", $"http://{NoReplica}"));

        using var badBody = await gateway.Client.CallAsync(Requests.Predict, Requests.Json("{"));
        await badBody.AssertProblemAsync(ErrorCode.MalformedRequest);

        using var badArm = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.Arm, "nobody"));
        await badArm.AssertProblemAsync(ErrorCode.UnknownBackendOrArm);

        using var nothingWrong = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        await nothingWrong.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Equal("onnx", nothingWrong.HeaderOf(HeaderNames.ExperimentArm));
    }

    [Fact]
    public async Task Arm_ComesBeforeTheCache()
    {
        await using var caching = await CachingGateway.StartAsync();
        await caching.AskAsync("fine");

        using var known = await caching.PredictAsync("fine", (HeaderNames.Arm, "nobody"));

        await known.AssertProblemAsync(ErrorCode.UnknownBackendOrArm);
    }

    [Fact]
    public async Task Cache_ComesBeforeDispatch()
    {
        await using var caching = await CachingGateway.StartAsync();
        await caching.AskAsync("fine");
        caching.Pool.Script = PoolScript.Problem(ErrorCode.Overloaded);

        Assert.True((await caching.AskAsync("fine")).Answer.Cached);
    }

    [Fact]
    public async Task Auth_ComesBeforeThePassThrough()
    {
        using var response = await _gateway.Stranger.CallAsync("/pools/onnx/api/v1/predict", Requests.Text("fine"));

        await response.AssertProblemAsync(ErrorCode.CredentialsMissing);
        Assert.Empty(_pool.Calls);
    }
}
