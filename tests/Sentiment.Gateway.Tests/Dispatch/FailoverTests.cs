using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>An arm has nobody left.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private TwoPools _system = null!;

    public async ValueTask InitializeAsync() => _system = await TwoPools.ArmsAsync();

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task Predict_ArmIsGone_AnotherAnswersAndTheAnswerSaysSo()
    {
        await _system.First.KillAsync();

        using var response = await _system.PredictAsync();

        var prediction = await TwoPools.ReadAsync(response);
        Assert.Equal(("other", true), (prediction.Arm, prediction.Fallback));
        Assert.Equal(("onnx", "other"), (response.HeaderOf(HeaderNames.ExperimentArm), response.HeaderOf(HeaderNames.ServedArm)));
        Assert.Equal(1, await _system.MetricAsync("""ml_failovers_total{from="onnx",to="other"}"""));
        Assert.Equal(0, await _system.MetricAsync("""ml_failovers_total{from="other",to="onnx"}"""));
    }

    [Fact]
    public async Task Predict_AllIsWell_SaysNothingOfAFallback()
    {
        using var response = await _system.PredictAsync();

        Assert.DoesNotContain("fallback", await response.Content.ReadAsStringAsync(Requests.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_ArmIsGone_EachItemSaysSo()
    {
        await _system.First.KillAsync();

        using var response = await _system.Gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a",""]}"""));

        var batch = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.BatchResponse, Requests.Token))!;
        Assert.Equal(("other", true), (batch.Results[0].Prediction!.Arm, batch.Results[0].Prediction!.Fallback));
        Assert.Equal("E1001", batch.Results[1].Error!.Code);
    }

    [Fact]
    public async Task Predict_ArmForced_IsNeverAnsweredByAnother()
    {
        await _system.First.KillAsync();

        using var response = await _system.PredictAsync((HeaderNames.Arm, "onnx"));

        var problem = await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Contains("arm onnx", problem.Detail, StringComparison.Ordinal);
        Assert.Empty(_system.Second.Calls);
    }

    [Fact]
    public async Task Predict_BackendNamed_MayBeAnsweredByAnotherArmOfIt()
    {
        await _system.First.KillAsync();

        using var response = await _system.PredictAsync((HeaderNames.Backend, "onnx"));

        Assert.Equal("other", (await TwoPools.ReadAsync(response)).Arm);
    }

    [Fact]
    public async Task Predict_ArmIsFull_IsNotMadeTheOthersProblem()
    {
        _system.First.Script = PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 7);

        using var response = await _system.PredictAsync();

        await response.AssertProblemAsync(ErrorCode.Overloaded);
        Assert.Empty(_system.Second.Calls);
    }

    [Fact]
    public async Task Predict_EverythingIsGone_NamesTheAssignedArm()
    {
        await _system.First.KillAsync();
        await _system.Second.KillAsync();

        using var response = await _system.PredictAsync();

        var problem = await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Contains("arm onnx", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_ReplicaHangs_IsAnsweredElsewhereOnceTheProbesGiveItUp()
    {
        _system.First.Script = PoolScript.Hang;
        var waiting = _system.PredictAsync();
        await Poll.UntilAsync(() => !_system.First.Calls.IsEmpty, TimeSpan.FromSeconds(5), Requests.Token);

        _system.First.IsReady = false;

        using var response = await waiting;
        Assert.Equal("other", (await TwoPools.ReadAsync(response)).Arm);
    }

    [Fact]
    public async Task Metrics_TellTheReplicasOfEachArm()
    {
        await Poll.UntilAsync(
            async () => await _system.MetricAsync("""ml_arm_replicas{arm="other",state="up"}""") == 1, TimeSpan.FromSeconds(5), Requests.Token);
        await _system.Second.KillAsync();

        await Poll.UntilAsync(
            async () => await _system.MetricAsync("""ml_arm_replicas{arm="other",state="down"}""") == 1, TimeSpan.FromSeconds(10), Requests.Token);

        Assert.Equal(1, await _system.MetricAsync("""ml_arm_replicas{arm="onnx",state="up"}"""));
        Assert.Equal(1, await _system.MetricAsync("""ml_arm_models{arm="onnx"}"""));
    }
}
