using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

public sealed class ArmsHealthTests
{
    // Two probes that fail, a second each, on a machine that may be busy.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Health_AReplicaGoesAndThenTheOther_IsDegradedAndThenUnhealthy()
    {
        var first = await ScriptedPool.StartAsync();
        var second = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([first, second]);
        await WaitForAsync(gateway, "Healthy", "All replicas are up.");

        await first.DisposeAsync();
        var degraded = await WaitForAsync(gateway, "Degraded", "Replicas are away of onnx (1 of 2).");
        Assert.StartsWith("down; ", degraded.GetProperty("data").GetProperty("onnx/onnx-1").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("up; ", degraded.GetProperty("data").GetProperty("onnx/onnx-2").GetString(), StringComparison.Ordinal);

        await second.DisposeAsync();
        await WaitForAsync(gateway, "Unhealthy", "No replica is up of onnx.");
        using var health = await gateway.Management.GetAsync(new Uri("/health", UriKind.Relative), Requests.Token);
        Assert.Equal(503, (int)health.StatusCode);
        using var refused = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        await refused.AssertProblemAsync(ErrorCode.NoReplica);
    }

    private static async Task<JsonElement> WaitForAsync(TestGateway gateway, string status, string description)
    {
        JsonElement arms = default;
        await Poll.UntilAsync(
            async () =>
            {
                using var response = await gateway.Management.GetAsync(new Uri("/health", UriKind.Relative), Requests.Token);
                arms = (await response.Content.ReadFromJsonAsync<JsonElement>(Requests.Token)).GetProperty("entries").GetProperty("arms");
                return arms.GetProperty("status").GetString() == status && arms.GetProperty("description").GetString() == description;
            },
            Soon,
            Requests.Token,
            description);
        return arms;
    }
}
