using Sentiment.Contracts;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch.Clusters;

/// <summary>Replicas and arms come and go in the file while the executable runs.</summary>
public sealed class LiveClustersTests : IAsyncLifetime
{
    private static readonly TimeSpan InForceWithin = TimeSpan.FromSeconds(5);

    private ScriptedPool _first = null!;
    private ScriptedPool _second = null!;
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await ScriptedPool.StartAsync();
        _second = await ScriptedPool.StartAsync();
        _gateway = await GatewayProcess.StartAsync(OneArm);
    }

    private string OneArm => GatewayProcess.Settings([("onnx", 1, _first)]);

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Replica_AddedAndRemoved_IsUsedInBetween()
    {
        var both = OneArm.Replace("\"onnx-1\":{", $$"""
            "onnx-2":{"Address":"{{_second.Address}}"},"onnx-1":{
            """, StringComparison.Ordinal);

        _gateway.Write(both);
        await Poll.UntilAsync(async () => await StatusAsync() == 200 && !_second.Calls.IsEmpty, InForceWithin, Requests.Token);

        _gateway.Write(OneArm);
        await _gateway.WaitForMetricAsync("""ml_arm_replicas{arm="onnx",state="up"} 1""", InForceWithin);
        _second.Calls.Clear();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, await StatusAsync());
        }

        Assert.Empty(_second.Calls);
    }

    [Fact]
    public async Task Arm_Added_CanBeForcedPassedThroughAndCounted()
    {
        _gateway.Write(GatewayProcess.Settings([("onnx", 1, _first), ("canary", 0, _second)]));

        await Poll.UntilAsync(async () => await StatusAsync((HeaderNames.Arm, "canary")) == 200, InForceWithin, Requests.Token);
        using var passed = await _gateway.Client.CallAsync("/pools/canary" + Requests.Predict, Requests.Text("fine"));

        Assert.Equal(200, (int)passed.StatusCode);
        var metrics = await _gateway.MetricsAsync();
        Assert.Contains("""ml_predictions_total{arm="canary",label="POSITIVE",cached="false"} 0""", metrics);
        Assert.Contains("""ml_failovers_total{from="canary",to="onnx"} 0""", metrics);
        Assert.Contains("""ml_arm_replicas{arm="canary",state="up"} 1""", metrics);
    }

    private async Task<int> StatusAsync(params (string Name, string Value)[] headers)
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), headers);
        return (int)response.StatusCode;
    }
}
