using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>One request followed through both services: its trace, its log lines, the exemplar of its duration.</summary>
[Collection(ObservedSystemDefinition.Name)]
public sealed partial class ObservationTests(ObservedSystem system)
{
    private const string Gateway = "sentiment-gateway";
    private const string Pool = "sentiment-inference-onnx";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_ThatIsRecorded_IsOneTraceThroughBothServices()
    {
        var correlationId = await PredictAsync("The plot of this one holds together.");
        var trace = await TraceOfAsync(correlationId);

        await Poll.UntilAsync(() => Of(trace).Count(static span => span.ParentId.Length == 0) == 1 && Of(trace).Any(static span => span.Service == Pool && span.Name.StartsWith("POST", StringComparison.Ordinal)), Soon, Token);
        var spans = Of(trace);
        var request = spans.Single(static span => span.ParentId.Length == 0);
        var call = spans.Single(static span => span.Name == "model.inference");
        var served = spans.Single(static span => span.Service == Pool && span.Name.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal((Gateway, "POST /api/v1/predict"), (request.Service, request.Name));
        Assert.Equal(["authentication", "cache.lookup", "cache.lookup.shared", "cache.update", "model.inference", "response.serialize"], PartsOf(request, spans));
        Assert.Equal(call.SpanId, served.ParentId);
        Assert.Equal(["forward_pass", "postprocessing", "queue", "response.serialize", "tokenization"], PartsOf(served, spans));
        Assert.InRange(call.Nanoseconds, 1, request.Nanoseconds);

        // The run that it was in is not of one request: a trace of its own, linked to this one.
        await Poll.UntilAsync(() => system.Spans.Any(span => span.Name == "batch" && span.Links.Contains(served.SpanId)), Soon, Token);
    }

    [Fact]
    public async Task Request_Answered_HasALineInBothServicesWithoutItsText()
    {
        const string text = "A heist film with a conscience.";
        var correlationId = await PredictAsync(text);

        await Poll.UntilAsync(() => system.LogOf(correlationId).Count == 2, Soon, Token);
        var lines = system.LogOf(correlationId);
        Assert.Equal([Gateway, Pool], lines.Select(static line => line.GetProperty("service").GetString()));
        Assert.Single(lines.Select(static line => line.GetProperty("trace_id").GetString()).Distinct());
        Assert.All(lines, static line =>
        {
            Assert.Equal("INFO", line.GetProperty("level").GetString());
            var context = line.GetProperty("context");
            Assert.Equal((text.Length, 200, "onnx"), (context.GetProperty("text_length").GetInt32(), context.GetProperty("status").GetInt32(), context.GetProperty("backend").GetString()));
            Assert.Contains(context.GetProperty("label").GetString(), new[] { "POSITIVE", "NEGATIVE" });
            Assert.DoesNotContain("heist", line.GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("127.0.0.1", line.GetRawText(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Duration_OfARecordedRequest_HasItsTraceAsExemplar()
    {
        await PredictAsync("Nobody in it can act.");
        using var management = new HttpClient();
        management.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text; version=1.0.0");

        var metrics = await management.GetStringAsync(new Uri(system.Services["sentiment-gateway"], "/metrics"), Token);

        var exemplar = Exemplar().Match(metrics);
        Assert.True(exemplar.Success, metrics);
        await Poll.UntilAsync(() => Of(exemplar.Groups["trace"].Value).Length > 0, Soon, Token);
    }

    private static string[] PartsOf(OtlpSpan whole, OtlpSpan[] spans) =>
        [.. spans.Where(span => span.ParentId == whole.SpanId).Select(static span => span.Name).Order(StringComparer.Ordinal)];

    private OtlpSpan[] Of(string trace) => [.. system.Spans.Where(span => span.TraceId == trace)];

    private async Task<string> TraceOfAsync(string correlationId)
    {
        await Poll.UntilAsync(() => system.LogOf(correlationId).Count > 0, Soon, Token);
        return system.LogOf(correlationId)[0].GetProperty("trace_id").GetString()!;
    }

    private async Task<string> PredictAsync(string text)
    {
        using var client = system.CreateClient();
        using var response = await client.PostAsJsonAsync("/api/v1/predict", new { text }, Token);
        Assert.Equal(200, (int)response.StatusCode);
        return response.Headers.GetValues(HeaderNames.CorrelationId).Single();
    }

    [GeneratedRegex("""ml_prediction_duration_seconds_bucket\{.*\} \d+ # \{.*trace_id="(?<trace>[0-9a-f]{32})".*\}""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Exemplar();
}
