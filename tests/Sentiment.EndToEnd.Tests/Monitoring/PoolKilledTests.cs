using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>What an operator sees of a pool that is gone, and how soon: health, metric and alert.</summary>
public sealed class PoolKilledTests : IAsyncLifetime
{
    private const string Down = "ml_arm_replicas{arm=\"onnx\",state=\"down\"} == 1";

    // Its own is a minute; promtool tests that.
    private const string Holds = "3s";

    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Scrape = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly RestartableService _pool = new("Sentiment.Inference.Onnx", [("Sentiment__Model__Path", RepositoryRoot.Combine("models", "sentiment-base"))]);
    private readonly RestartableService _gateway;

    public PoolKilledTests() => _gateway = new RestartableService(
        "Sentiment.Gateway",
        ("Sentiment__Auth__Anonymous__Scopes__0", "predict"),
        ("Sentiment__Arms__0__Id", "onnx"),
        ("Sentiment__Arms__0__Cluster", "onnx"),
        ("Sentiment__Arms__0__Backend", "onnx"),
        ("Sentiment__Arms__0__Weight", "1"),
        ("Sentiment__Auth__Pepper", Convert.ToBase64String(new byte[16])),
        ("Sentiment__Clusters__onnx__Destinations__onnx-1__Address", $"http://127.0.0.1:{_pool.Port}"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _pool.BeginAsync();
        await _gateway.BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task Pool_Killed_IsInHealthAtOnceInTheMetricAtTheNextScrapeAndAnAlertAfterItsTime()
    {
        Assert.SkipWhen(PrometheusServer.SkipReason is not null, PrometheusServer.SkipReason ?? string.Empty);
        await using var prometheus = await PrometheusServer.StartAsync(
            static folder => RuleFiles.WriteTo(folder, Holds), new Dictionary<string, Uri>(StringComparer.Ordinal) { ["sentiment-gateway"] = _gateway.Management });
        using var management = new HttpClient { BaseAddress = _gateway.Management };
        await Poll.UntilAsync(async () => await prometheus.HasDataAsync("ml_arm_replicas{arm=\"onnx\",state=\"up\"} == 1", Token), Soon, Token);
        Assert.Equal(HttpStatusCode.OK, (await HealthAsync(management)).Status);

        var since = Stopwatch.StartNew();
        await _pool.KillAsync();

        await Poll.UntilAsync(async () => (await HealthAsync(management)).Status == HttpStatusCode.ServiceUnavailable, Soon, Token);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Promised);
        Assert.StartsWith("down;", (await HealthAsync(management)).Replica, StringComparison.Ordinal);

        since.Restart();
        await Poll.UntilAsync(async () => await prometheus.HasDataAsync(Down, Token), Soon, Token);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Scrape + Scrape);

        await Poll.UntilAsync(async () => await prometheus.HasDataAsync(Alert("pending"), Token), Soon, Token);
        await Poll.UntilAsync(async () => await prometheus.HasDataAsync(Alert("firing"), Token), Soon, Token);

        await _pool.BeginAsync();
        await Poll.UntilAsync(async () => !await prometheus.HasDataAsync(Alert("firing"), Token), Soon, Token);
    }

    private static string Alert(string state) => $"ALERTS{{alertname=\"SentimentArmDown\",arm=\"onnx\",alertstate=\"{state}\"}}";

    private static async Task<(HttpStatusCode Status, string? Replica)> HealthAsync(HttpClient management)
    {
        using var response = await management.GetAsync(new Uri("/health", UriKind.Relative), Token);
        var report = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (response.StatusCode, report.GetProperty("entries").GetProperty("arms").GetProperty("data").GetProperty("onnx/onnx-1").GetString());
    }
}
