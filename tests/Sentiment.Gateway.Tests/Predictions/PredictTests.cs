using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Predictions;

public sealed class PredictTests : IClassFixture<SharedGateway>
{
    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public PredictTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Theory]
    [InlineData("I love this product!", "POSITIVE")]
    [InlineData("This is frustrating and broken", "NEGATIVE")]
    public async Task Predict_GoodText_IsThePoolsPredictionOfThisArm(string text, string label)
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text(text));

        Assert.Equal(200, (int)response.StatusCode);
        var prediction = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Requests.Token))!;
        Assert.Equal(label, prediction.Label);
        Assert.Equal(("onnx", "onnx", false), (prediction.Arm, prediction.Backend, prediction.Cached));
        Assert.Equal(text.Length, prediction.TextLength);
    }

    [Fact]
    public async Task Predict_GoodText_SaysInHeadersWhoAnsweredAndHowLongItTook()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        Assert.Equal("onnx", response.HeaderOf(HeaderNames.Backend));
        Assert.Equal("onnx", response.HeaderOf(HeaderNames.ExperimentArm));
        Assert.Equal("onnx", response.HeaderOf(HeaderNames.ServedArm));
        Assert.Equal(PoolScript.Digest, response.HeaderOf(HeaderNames.ModelDigest));
        Assert.Matches(@"^gateway;dur=[0-9.]+, queue;dur=0\.1, infer;dur=1\.25$", response.HeaderOf(HeaderNames.ServerTiming));
        Assert.False(response.Headers.Contains(HeaderNames.QueuedTokens));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Predict_OddlyWrittenBody_TravelsAsOurOwn()
    {
        using var response = await _gateway.Client.CallAsync(
            Requests.Predict, Requests.Json(" { \"truncation\" : \"error\",\n \"te\\u0078t\" : \"caf\\u00e9 \\\"x\\\"\", \"backend\":\"auto\" } "));

        Assert.Equal(200, (int)response.StatusCode);
        var call = Assert.Single(_pool.Calls);
        Assert.Equal(("POST", Requests.Predict), (call.Method, call.Path));
        Assert.Equal("""{"text":"café \"x\"","truncation":"error"}""", call.Body);
        Assert.Equal("application/json", call.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Predict_ClientsHeaders_DoNotReachThePool()
    {
        using var response = await _gateway.Client.CallAsync(
            Requests.Predict,
            Requests.Text("fine"),
            ("Authorization", $"Bearer {TestKeys.Development}"),
            ("Cookie", "a=b"),
            (HeaderNames.Arm, "onnx"),
            (HeaderNames.StickyId, "user-7"),
            (HeaderNames.ModelDigest, "forged"),
            ("X-Forwarded-For", "10.0.0.1"));

        Assert.Equal(200, (int)response.StatusCode);
        var headers = Assert.Single(_pool.Calls).Headers;
        Assert.DoesNotContain(headers.Values, static value => value.Contains(TestKeys.Development, StringComparison.Ordinal));
        string[] known = ["Host", "Content-Type", "Content-Length", HeaderNames.CorrelationId, HeaderNames.RequestTimeoutMs, "traceparent"];
        Assert.Empty(headers.Keys.Except(known, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Predict_CorrelationId_IsTheSameEverywhere()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.CorrelationId, "order-4711"));

        Assert.Equal("order-4711", response.HeaderOf(HeaderNames.CorrelationId));
        Assert.Equal("order-4711", Assert.Single(_pool.Calls).Headers[HeaderNames.CorrelationId]);
    }

    [Fact]
    public async Task Predict_NoCorrelationId_GetsOne()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        var id = response.HeaderOf(HeaderNames.CorrelationId);
        Assert.True(Guid.TryParse(id, out _), id);
        Assert.Equal(id, Assert.Single(_pool.Calls).Headers[HeaderNames.CorrelationId]);
    }

    [Theory]
    [InlineData("5000", 1_000, 5_000)]
    [InlineData(null, 5_000, 10_000)]
    public async Task Predict_Timeout_ThePoolGetsWhatIsLeft(string? asked, int least, int most)
    {
        using var response = asked is null
            ? await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"))
            : await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, asked));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.InRange(int.Parse(Assert.Single(_pool.Calls).Headers[HeaderNames.RequestTimeoutMs], CultureInfo.InvariantCulture), least, most);
    }

    [Fact]
    public async Task Predict_PoolFindsNoToken_IsThePoolsCodeWithOurCorrelationId()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text(PoolScript.NoTokens));

        var problem = await response.AssertProblemAsync(ErrorCode.TextEmpty);
        Assert.Equal("The pool's own words.", problem.Detail);
        Assert.Equal("onnx", response.HeaderOf(HeaderNames.ExperimentArm));
    }

    [Fact]
    public async Task Predict_Answer_IsSnakeCaseJsonOfKnownLength()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("I love it"));

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(response.Content.Headers.ContentLength);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Requests.Token));
        string[] members = ["label", "score", "scores", "inference_time_ms", "model_name", "model_version", "backend", "arm", "cached", "text_length", "tokens", "truncated", "prediction_id"];
        Assert.Equal(members, json.RootElement.EnumerateObject().Select(static member => member.Name));
    }
}
