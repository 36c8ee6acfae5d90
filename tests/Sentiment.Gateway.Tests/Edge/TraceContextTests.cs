using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Gateway.Edge;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Edge;

public sealed class TraceContextTests : IClassFixture<SharedGateway>
{
    private const string Ids = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";
    private const string Recorded = $"00-{Ids}-01";
    private const string NotRecorded = $"00-{Ids}-00";

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
    public async Task Call_ThatIsRecordedElsewhere_TakesItsIdsAlongAndNothingElse(string path)
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
        Assert.Equal(NotRecorded, headers["traceparent"]);
        Assert.Empty(headers.Keys.Intersect(["tracestate", "baggage", "Correlation-Context", "Request-Id"], StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData($"ff-{Ids}-01")]
    public async Task Call_WithWhatIsNoTrace_GoesOnWithout(string sent)
    {
        foreach (var path in new[] { Requests.Predict, "/pools/onnx" + Requests.Predict })
        {
            _pool.Calls.Clear();
            using var response = await _gateway.Client.CallAsync(path, Requests.Text("fine"), ("traceparent", sent));

            Assert.Equal(200, (int)response.StatusCode);
            Assert.DoesNotContain("traceparent", Assert.Single(_pool.Calls).Headers.Keys, StringComparer.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Propagator_OfTheService_IsThePublicOne() =>
        Assert.IsType<PublicPropagator>(_gateway.Services.GetRequiredService<DistributedContextPropagator>());

    [Fact]
    public void Propagator_Extracting_KeepsTheIdsAlone()
    {
        var carrier = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["traceparent"] = Recorded,
            ["tracestate"] = "vendor=whatever",
            ["baggage"] = "user=somebody",
        };
        var propagator = new PublicPropagator();

        propagator.ExtractTraceIdAndState(carrier, Get, out var traceId, out var traceState);

        Assert.Equal((NotRecorded, null), (traceId, traceState));
        Assert.Null(propagator.ExtractBaggage(carrier, Get));
    }

    [Fact]
    public void Propagator_Injecting_SaysWhatWeRecord()
    {
        using var activity = new Activity("ours").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded).Start();
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);

        new PublicPropagator().Inject(activity, sent, static (carrier, name, value) => ((Dictionary<string, string>)carrier!)[name] = value);

        Assert.EndsWith("-01", activity.Id, StringComparison.Ordinal);
        Assert.Equal(activity.Id, sent["traceparent"]);
    }

    private static void Get(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        value = ((Dictionary<string, string>)carrier!).GetValueOrDefault(name);
        values = null;
    }
}
