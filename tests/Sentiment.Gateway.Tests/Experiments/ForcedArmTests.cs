using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Experiments;

/// <summary>Headers and body reach the selector, and its choice reaches the right pool.</summary>
public sealed class ForcedArmTests : IAsyncLifetime
{
    private ScriptedPool _onnx = null!;
    private ScriptedPool _canary = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _onnx = await ScriptedPool.StartAsync();
        _canary = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start(
            [_onnx],
            ("Sentiment:Arms:1:Id", "canary"),
            ("Sentiment:Arms:1:Cluster", "new"),
            ("Sentiment:Arms:1:Backend", "onnx"),
            ("Sentiment:Clusters:new:Destinations:new-1:Address", _canary.Address.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _onnx.DisposeAsync();
        await _canary.DisposeAsync();
    }

    [Fact]
    public async Task Predict_ArmForced_IsServedByItsPool()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.Arm, "canary"));

        var prediction = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Requests.Token))!;
        Assert.Equal(("canary", "onnx"), (prediction.Arm, prediction.Backend));
        Assert.Equal(("canary", "canary"), (response.HeaderOf(HeaderNames.ExperimentArm), response.HeaderOf(HeaderNames.ServedArm)));
        Assert.Single(_canary.Calls);
        Assert.Empty(_onnx.Calls);
    }

    [Fact]
    public async Task Predict_NothingForced_IsServedByTheHeaviestArm()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        Assert.Equal("onnx", response.HeaderOf(HeaderNames.ServedArm));
        Assert.Single(_onnx.Calls);
    }

    [Fact]
    public async Task Predict_HeaderAndBodyContradict_IsE1008WithBoth()
    {
        using var response = await _gateway.Client.CallAsync(
            Requests.Predict, Requests.Json("""{"text":"a","backend":"torch"}"""), (HeaderNames.Backend, "onnx"));

        var problem = await response.AssertProblemAsync(ErrorCode.Contradiction);
        Assert.Contains("onnx", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("torch", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Arm", "nobody")]
    [InlineData("X-Backend", "torch")]
    [InlineData("X-Backend", "gpu")]
    public async Task Batch_UnknownArmOrBackend_IsE1004(string header, string value)
    {
        using var response = await _gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a"]}"""), (header, value));

        await response.AssertProblemAsync(ErrorCode.UnknownBackendOrArm);
    }
}
