using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch.Clusters;

/// <summary>A name that stands for replicas, through the whole gateway; every system knows this one.</summary>
public sealed class ResolvedNameTests
{
    [Fact]
    public async Task Destination_ToBeResolved_IsAReplicaForEachAddress()
    {
        await using var pool = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start(
            [],
            ("Sentiment:Clusters:onnx:Destinations:pools:Address", $"http://localhost:{pool.Port}"),
            ("Sentiment:Clusters:onnx:Destinations:pools:Resolve", "true"));

        await Poll.UntilAsync(async () =>
        {
            using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
            return response.IsSuccessStatusCode;
        },
        TimeSpan.FromSeconds(10),
        Requests.Token);
        using var models = await gateway.Client.GetAsync("/api/v1/models", Requests.Token);

        Assert.Contains("pools@127.0.0.1", await models.Content.ReadAsStringAsync(Requests.Token), StringComparison.Ordinal);
        Assert.All(pool.Calls, call => Assert.Equal($"localhost:{pool.Port}", call.Headers["Host"]));
    }

    [Fact]
    public async Task Destination_WhoseNameIsUnknown_LeavesTheGatewayReadyWithAClearError()
    {
        await using var gateway = TestGateway.Start(
            [],
            ("Sentiment:Clusters:onnx:Destinations:pools:Address", "http://no-such-name.invalid:8081"),
            ("Sentiment:Clusters:onnx:Destinations:pools:Resolve", "true"));

        using var ready = await gateway.Stranger.GetAsync("/health/ready", Requests.Token);
        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        Assert.Equal(200, (int)ready.StatusCode);
        await response.AssertProblemAsync(Contracts.Errors.ErrorCode.NoReplica);
    }
}
