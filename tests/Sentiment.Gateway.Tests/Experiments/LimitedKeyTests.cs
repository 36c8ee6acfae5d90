using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Experiments;

/// <summary>A key that may use one arm of two.</summary>
public sealed class LimitedKeyTests : IAsyncLifetime
{
    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Arms:1:Id", "canary"),
            ("Sentiment:Arms:1:Cluster", "onnx"),
            ("Sentiment:Arms:1:Backend", "onnx"),
            ("Sentiment:Arms:1:Weight", "20"),
            ("Sentiment:Auth:Keys:dev:Arms:0", "canary"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Theory]
    [InlineData(Requests.Predict, """{"text":"fine"}""")]
    [InlineData(Requests.Batch, """{"texts":["fine"]}""")]
    public async Task AnArmThatTheKeyMayNotUse_IsE3003WithThoseItMay(string path, string body)
    {
        using var response = await _gateway.Client.CallAsync(path, Requests.Json(body), (HeaderNames.Arm, "onnx"));

        var problem = await response.AssertProblemAsync(ErrorCode.NotAllowed);
        Assert.StartsWith("This key may not use the arm onnx; it may use canary.", problem.Detail, StringComparison.Ordinal);
        Assert.Empty(_pool.Calls);
    }

    [Theory]
    [InlineData("/pools/onnx/api/v1/predict", false)]
    [InlineData("/pools/onnx/health/ready", false)]
    [InlineData("/pools/canary/api/v1/predict", true)]
    public async Task PassThrough_ReachesOnlyTheArmsThatItMay(string path, bool allowed)
    {
        using var response = await _gateway.Client.CallAsync(path, Requests.Text("fine"));

        if (allowed)
        {
            Assert.Equal(200, (int)response.StatusCode);
        }
        else
        {
            await response.AssertProblemAsync(ErrorCode.NotAllowed);
            Assert.Empty(_pool.Calls);
        }
    }

    [Theory]
    [InlineData(null, null, "weight")]
    [InlineData(HeaderNames.Backend, "onnx", "backend")]
    [InlineData(HeaderNames.Arm, "canary", "arm")]
    public async Task AWishThatItPermits_IsServedByItsArmAndCountedByTheWish(string? header, string? value, string by)
    {
        (string, string)[] headers = header is null ? [] : [(header, value!)];
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), headers);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("canary", response.HeaderOf(HeaderNames.ExperimentArm));
        var metrics = (await _gateway.Management.GetStringAsync(new Uri("/metrics", UriKind.Relative), Requests.Token)).Split('\n');
        Assert.Contains("ml_arm_weight{arm=\"onnx\"} 80", metrics);
        Assert.Contains("ml_arm_weight{arm=\"canary\"} 20", metrics);
        Assert.All(new[] { "weight", "backend", "arm" }, other =>
        {
            Assert.Contains($"ml_arm_assignments_total{{arm=\"canary\",by=\"{other}\"}} {(other == by ? 1 : 0)}", metrics);
            Assert.Contains($"ml_arm_assignments_total{{arm=\"onnx\",by=\"{other}\"}} 0", metrics);
        });
    }
}
