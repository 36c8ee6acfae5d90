using System.Diagnostics;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Edge;

public sealed class TraceContextTests : IClassFixture<SharedGateway>
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Span = "b7ad6b7169203331";
    private const string Recorded = $"00-{Trace}-{Span}-01";

    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public TraceContextTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Theory]
    [InlineData(Requests.Predict)]
    [InlineData(Requests.Batch)]
    [InlineData("/pools/onnx" + Requests.Predict)]
    public async Task Call_ThatIsRecordedElsewhere_IsInItsTraceAndNotRecordedHere(string path)
    {
        using var body = path == Requests.Batch ? Requests.Json("""{"texts":["fine"]}""") : Requests.Text("fine");

        using var response = await _gateway.Client.CallAsync(
            path,
            body,
            ("traceparent", Recorded),
            ("tracestate", "vendor=whatever"),
            ("baggage", "user=somebody"),
            ("Correlation-Context", "user=somebody"),
            ("Request-Id", "|abc.1."));

        Assert.Equal(200, (int)response.StatusCode);
        var headers = Assert.Single(_pool.Calls).Headers;
        var sent = ActivityContext.Parse(headers["traceparent"], traceState: null);
        Assert.Equal((Trace, ActivityTraceFlags.None), (sent.TraceId.ToHexString(), sent.TraceFlags));
        Assert.NotEqual(Span, sent.SpanId.ToHexString());
        Assert.Empty(headers.Keys.Intersect(["tracestate", "baggage", "Correlation-Context", "Request-Id"], StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData($"ff-{Trace}-{Span}-01")]
    public async Task Call_WithWhatIsNoTrace_HasOneOfItsOwn(string sent)
    {
        foreach (var path in new[] { Requests.Predict, "/pools/onnx" + Requests.Predict })
        {
            _pool.Calls.Clear();
            using var response = await _gateway.Client.CallAsync(path, Requests.Text("fine"), ("traceparent", sent));

            Assert.Equal(200, (int)response.StatusCode);
            Assert.NotEqual(Trace, ActivityContext.Parse(Assert.Single(_pool.Calls).Headers["traceparent"], traceState: null).TraceId.ToHexString());
        }
    }
}
