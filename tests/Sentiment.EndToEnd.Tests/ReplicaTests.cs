using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>Replicas die, restart and freeze under load; no client notices.</summary>
public sealed class ReplicaTests(ReplicatedSystem shared) : IClassFixture<ReplicatedSystem>
{
    private const int WarmUp = 50;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UsedAgainWithin = TimeSpan.FromSeconds(10);

    private readonly RunningSystem _system = shared.System;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("onnx", ProcessSignal.Kill)]
    [InlineData("onnx-2", ProcessSignal.Kill)]
    [InlineData("torch", ProcessSignal.Kill)]
    [InlineData("onnx", ProcessSignal.Terminate)]
    [InlineData("onnx-2", ProcessSignal.Terminate)]
    [InlineData("torch", ProcessSignal.Terminate)]
    public async Task Replica_EndsUnderLoad_CostsNoRequestAndIsUsedAgain(string name, ProcessSignal signal)
    {
        using var client = _system.CreateClient("gateway");
        await using var load = SteadyLoad.Start(client);
        await Poll.UntilAsync(() => load.Answers.Count > WarmUp, Soon, Token);
        var before = _system.Service(name).Pid;

        Signals.Send(before, signal);
        await Poll.UntilAsync(() => _system.Service(name).Pid != before, Soon, Token);
        await Poll.UntilAsync(() => HttpProbe.IsReadyAsync(_system.Service(name).Address, Token), Soon, Token);
        await Poll.UntilAsync(async () => await InferencesAsync(name) > 0, UsedAgainWithin, Token);

        AssertAllAnswered(await load.StopAsync());
    }

    [Fact]
    public async Task Replica_FrozenUnderLoad_IsLeftOutAndItsRequestsAreAnsweredElsewhere()
    {
        using var client = _system.CreateClient("gateway");
        await using var load = SteadyLoad.Start(client);
        await Poll.UntilAsync(() => load.Answers.Count > WarmUp, Soon, Token);
        var frozen = _system.Service("onnx-2").Pid;

        Signals.Send(frozen, ProcessSignal.Stop);
        try
        {
            await Poll.UntilAsync(async () => await DownAsync("onnx") == 1, Soon, Token);
        }
        finally
        {
            Signals.Send(frozen, ProcessSignal.Continue);
        }

        await Poll.UntilAsync(async () => await DownAsync("onnx") == 0, Soon, Token);
        var inferences = await InferencesAsync("onnx-2");
        await Poll.UntilAsync(async () => await InferencesAsync("onnx-2") > inferences, UsedAgainWithin, Token);
        AssertAllAnswered(await load.StopAsync());
    }

    private static void AssertAllAnswered(IReadOnlyList<LoadAnswer> answers)
    {
        Assert.All(answers, static answer => Assert.True(answer.Status == 200, $"{answer.Status} after {answer.Took.TotalMilliseconds:0} ms: {answer.Body}"));

        // Who stood in said so, and nobody else did.
        Assert.All(answers, static answer => Assert.True((answer.Prediction!.Fallback == true) == (answer.Prediction.Arm != answer.Assigned), answer.Body));
    }

    private Task<double> InferencesAsync(string service) => SumAsync(service, "ml_inferences_total{");

    private Task<double> DownAsync(string arm) => SumAsync("gateway", $"ml_arm_replicas{{arm=\"{arm}\",state=\"down\"}}");

    private Task<double> SumAsync(string service, string series) => ServiceProbe.SumAsync(_system.Service(service).Management, series);
}
