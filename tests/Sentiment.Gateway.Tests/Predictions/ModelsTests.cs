using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Models;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Predictions;

public sealed class ModelsTests
{
    [Fact]
    public async Task Models_OneReplicaUpOneDownOneSilent_ListsAllOfThem()
    {
        await using var up = await ScriptedPool.StartAsync();
        await using var silent = await ScriptedPool.StartAsync();
        silent.Script = PoolScript.Hang;
        await using var gateway = TestGateway.Start(
            [up, silent],
            ("Sentiment:Clusters:onnx:Destinations:onnx-3:Address", $"http://127.0.0.1:{FreePorts.Take()}"),
            ("Sentiment:Dispatch:ProbeTimeout", "00:00:00.300"));

        using var response = await gateway.Client.GetAsync("/api/v1/models", Requests.Token);

        Assert.Equal(200, (int)response.StatusCode);
        var models = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.ModelsResponse, Requests.Token))!.Models;
        var byReplica = models.ToDictionary(static model => model.Replica!, StringComparer.Ordinal);
        Assert.Equal(["ready", "unreachable", "unreachable"], new[] { "onnx-1", "onnx-2", "onnx-3" }.Select(name => byReplica[name].State));
        Assert.All(models, static model => Assert.Equal(("onnx", "onnx"), (model.Arm, model.Backend)));
        var details = byReplica["onnx-1"].Model!;
        Assert.Equal((PoolScript.Digest, "cpu", "int8"), (details.ServingDigest, details.Hardware, details.Precision));
        Assert.Equal(new ParityReport(8, 0.0001f, 0.001f), details.Parity);
        Assert.Null(byReplica["onnx-2"].Model);
    }

    [Theory]
    [InlineData("{\"models\":null}")]
    [InlineData("{\"models\":[null]}")]
    [InlineData("nonsense")]
    public async Task Models_ReplicaTalksNonsense_IsUnreachable(string body)
    {
        await using var pool = await ScriptedPool.StartAsync();
        pool.Script = PoolScript.Json(200, body);
        await using var gateway = TestGateway.Start([pool]);

        using var response = await gateway.Client.GetAsync("/api/v1/models", Requests.Token);

        var models = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.ModelsResponse, Requests.Token))!.Models;
        Assert.Equal("unreachable", Assert.Single(models).State);
    }
}
