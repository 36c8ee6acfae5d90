using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Telemetry;

public sealed class MetricsTests : IAsyncLifetime
{
    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start([_pool]);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task FirstScrape_HasEverySeriesAtZero()
    {
        var lines = await ScrapeAsync();

        Assert.Contains("""ml_predictions_total{arm="onnx",label="POSITIVE",cached="false"} 0""", lines);
        Assert.Contains("""ml_predictions_total{arm="onnx",label="NEGATIVE",cached="false"} 0""", lines);
        Assert.Contains("""ml_prediction_duration_seconds_count{arm="onnx",cached="false"} 0""", lines);
        Assert.Contains("""ml_requests_total{route="/api/v1/predict",result="server_error"} 0""", lines);
        Assert.Contains("""ml_auth_requests_total{result="refused"} 0""", lines);
        Assert.All(Enum.GetValues<ErrorCode>(), code => Assert.Contains($"ml_prediction_errors_total{{code=\"{ErrorCatalog.Wire(code)}\"}} 0", lines));
    }

    [Fact]
    public async Task Predictions_AreCountedByTextAndTimedByRequest()
    {
        await PostAsync(Requests.Predict, """{"text":"I love it"}""");
        await PostAsync(Requests.Batch, """{"texts":["love","broken",""]}""");

        var lines = await ScrapeAsync();

        Assert.Contains("""ml_predictions_total{arm="onnx",label="POSITIVE",cached="false"} 2""", lines);
        Assert.Contains("""ml_predictions_total{arm="onnx",label="NEGATIVE",cached="false"} 1""", lines);
        Assert.Contains("""ml_prediction_duration_seconds_count{arm="onnx",cached="false"} 2""", lines);
        Assert.Contains("""ml_prediction_errors_total{code="E1001"} 1""", lines);
    }

    [Fact]
    public async Task Requests_AreCountedByRouteAndResult_AndHowTheyWereLetIn()
    {
        await PostAsync(Requests.Predict, """{"text":"I love it"}""");
        await PostAsync(Requests.Batch, "{");
        await PostAsync("/pools/onnx" + Requests.Predict, """{"text":"I love it"}""");
        using (await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine")))
        using (await _gateway.Client.GetAsync("/nowhere", TestContext.Current.CancellationToken))
        using (await _gateway.Client.GetAsync("/health/live", TestContext.Current.CancellationToken))
        {
            _pool.Script = PoolScript.Problem(ErrorCode.Overloaded);
            await PostAsync(Requests.Predict, """{"text":"fine"}""");
        }

        var lines = await ScrapeAsync();

        Assert.Contains("""ml_requests_total{route="/api/v1/predict",result="ok"} 1""", lines);
        Assert.Contains("""ml_requests_total{route="/api/v1/predict",result="client_error"} 1""", lines);
        Assert.Contains("""ml_requests_total{route="/api/v1/predict",result="server_error"} 1""", lines);
        Assert.Contains("""ml_requests_total{route="/api/v1/predict/batch",result="client_error"} 1""", lines);
        Assert.Contains("""ml_requests_total{route="/pools",result="ok"} 1""", lines);
        Assert.Contains("""ml_requests_total{route="other",result="client_error"} 1""", lines);
        Assert.Contains("""ml_requests_total{route="other",result="ok"} 0""", lines);
        Assert.Contains("""ml_auth_requests_total{result="key"} 4""", lines);
        Assert.Contains("""ml_auth_requests_total{result="missing"} 1""", lines);
    }

    [Fact]
    public async Task Exemplars_OfRequestsThatAreNotRecorded_AreNone()
    {
        await PostAsync(Requests.Predict, """{"text":"I love it"}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text; version=1.0.0");

        using var response = await _gateway.Management.SendAsync(request, TestContext.Current.CancellationToken);
        var metrics = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("# EOF", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("trace_id", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_WithLessTimeThanUsual_AreNoFailuresOfOurs()
    {
        _pool.Script = PoolScript.Problem(ErrorCode.Overloaded);
        using var hurried = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, "500"));
        using var patient = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, "20000"));

        var lines = await ScrapeAsync();

        Assert.Contains("""ml_requests_total{route="/api/v1/predict",result="deadline"} 1""", lines);
        Assert.Contains("""ml_requests_total{route="/api/v1/predict",result="server_error"} 1""", lines);
    }

    [Fact]
    public async Task Problems_AreCountedOnceByCode()
    {
        using (await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine")))
        using (await _gateway.Client.CallAsync(Requests.Predict, Requests.Json("{")))
        using (await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, "1")))
        {
            _pool.Script = PoolScript.Problem(ErrorCode.Overloaded);
            await PostAsync(Requests.Predict, """{"text":"fine"}""");
        }

        var lines = await ScrapeAsync();

        Assert.Contains("""ml_prediction_errors_total{code="E3001"} 1""", lines);
        Assert.Contains("""ml_prediction_errors_total{code="E1003"} 2""", lines);
        Assert.Contains("""ml_prediction_errors_total{code="E4005"} 1""", lines);
        Assert.Contains("""ml_predictions_total{arm="onnx",label="POSITIVE",cached="false"} 0""", lines);
    }

    [Fact]
    public async Task UnknownNames_NeverBecomeLabels()
    {
        using (await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.Arm, "evil-arm")))
        using (await _gateway.Client.GetAsync("/evil-path", Requests.Token))
        using (await _gateway.Client.CallAsync("/pools/evil-arm/x", Requests.Text("fine")))
        {
            Assert.DoesNotContain("evil", string.Join('\n', await ScrapeAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Metrics_OnThePublicPort_AreNotThere()
    {
        using var response = await _gateway.Client.GetAsync("/metrics", Requests.Token);

        await response.AssertProblemAsync(ErrorCode.NotFound);
    }

    [Theory]
    [InlineData("/api/v1/models")]
    [InlineData("/pools/onnx/api/v1/models")]
    public async Task PublicPaths_OnTheManagementPort_AreNotThere(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(HeaderNames.ApiKey, TestKeys.Development);

        using var response = await _gateway.Management.SendAsync(request, Requests.Token);

        await response.AssertProblemAsync(ErrorCode.NotFound);
    }

    private async Task PostAsync(string path, string body)
    {
        using var response = await _gateway.Client.CallAsync(path, Requests.Json(body));
        await response.Content.ReadAsByteArrayAsync(Requests.Token);
    }

    private async Task<string[]> ScrapeAsync() =>
        (await _gateway.Management.GetStringAsync("/metrics", Requests.Token)).Split('\n');
}
