using System.Collections.Concurrent;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Experiments;

/// <summary>The shares, counted at real gateways by their answers' headers.</summary>
public sealed class StickyArmTests : IAsyncLifetime
{
    private ScriptedPool _onnx = null!;
    private ScriptedPool _canary = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _onnx = await ScriptedPool.StartAsync();
        _canary = await ScriptedPool.StartAsync();
        _gateway = StartGateway();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _onnx.DisposeAsync();
        await _canary.DisposeAsync();
    }

    [Fact]
    public async Task Predict_TenThousandStickyIds_AreSpreadByWeightAndAreCounted()
    {
        var arms = await ArmsOfAsync(_gateway, 10_000);

        var onnx = arms.Count(static arm => arm == "onnx");
        TestContext.Current.TestOutputHelper?.WriteLine($"80/20: {onnx} of 10,000 on onnx");
        Assert.InRange(onnx, 7_850, 8_150);
        var metrics = await _gateway.Management.GetStringAsync(new Uri("/metrics", UriKind.Relative), Requests.Token);
        Assert.Contains($"ml_arm_assignments_total{{arm=\"onnx\",by=\"weight\"}} {onnx}\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"ml_arm_assignments_total{{arm=\"canary\",by=\"weight\"}} {10_000 - onnx}\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_SameIdAtAnotherGateway_HasTheSameArm()
    {
        await using var other = StartGateway();

        var arms = await ArmsOfAsync(_gateway, 200);

        Assert.Equal(["canary", "onnx"], arms.Distinct().Order());
        Assert.Equal(arms, await ArmsOfAsync(other, 200));
    }

    [Fact]
    public async Task Predict_TwoStickyIds_IsE1003AndNeitherIsRepeated()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.StickyId, "user-41, user-42"));

        var problem = await response.AssertProblemAsync(ErrorCode.MalformedRequest);
        Assert.StartsWith("X-Sticky-Id has a space", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("user-4", _gateway.Log.Everything, StringComparison.Ordinal);
    }

    private TestGateway StartGateway() => TestGateway.Start(
        [_onnx],
        ("Sentiment:Arms:1:Id", "canary"),
        ("Sentiment:Arms:1:Cluster", "new"),
        ("Sentiment:Arms:1:Backend", "onnx"),
        ("Sentiment:Arms:1:Weight", "20"),
        ("Sentiment:Clusters:new:Destinations:new-1:Address", _canary.Address.ToString()));

    private static async Task<string[]> ArmsOfAsync(TestGateway gateway, int ids)
    {
        var arms = new ConcurrentDictionary<int, string>();
        await Parallel.ForAsync(0, ids, Requests.Token, async (id, _) =>
        {
            using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.StickyId, $"user-{id}"));
            Assert.Equal(200, (int)response.StatusCode);
            arms[id] = response.HeaderOf(HeaderNames.ExperimentArm);
        });
        return [.. arms.OrderBy(static arm => arm.Key).Select(static arm => arm.Value)];
    }
}
