using System.Diagnostics;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>Replicas come and go; the gateway has its shipped probe interval.</summary>
public sealed class RecoveryTests
{
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Pool_KilledAndStartedAgain_IsE4002MeanwhileAndBackWithinThreeSeconds()
    {
        await using var pool = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([pool]);
        Assert.Equal(200, await StatusAsync(gateway));

        await pool.KillAsync();

        // Long enough that the probes have taken the replica out as well: refused at first, then not even tried.
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < BackWithin)
        {
            using var meanwhile = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
            await meanwhile.AssertProblemAsync(ErrorCode.NoReplica);
            Assert.Equal(TimeSpan.FromSeconds(1), meanwhile.Headers.RetryAfter?.Delta);
            await Task.Delay(50, Requests.Token);
        }

        await pool.BeginAsync();
        await Poll.UntilAsync(async () => await StatusAsync(gateway) == 200, BackWithin);
    }

    [Fact]
    public async Task Pool_StartedAfterTheGateway_IsFound()
    {
        await using var pool = await ScriptedPool.StartAsync();
        await pool.KillAsync();
        await using var gateway = TestGateway.Start([pool]);
        Assert.Equal(503, await StatusAsync(gateway));
        using (var ready = await gateway.Stranger.GetAsync("/health/ready", Requests.Token))
        {
            Assert.Equal(200, (int)ready.StatusCode);
        }

        await pool.BeginAsync();

        await Poll.UntilAsync(async () => await StatusAsync(gateway) == 200, BackWithin);
    }

    [Fact]
    public async Task Replica_ThatIsNotReady_IsLeftOutWhileTheOtherServes()
    {
        await using var good = await ScriptedPool.StartAsync();
        await using var loading = await ScriptedPool.StartAsync();
        loading.IsReady = false;
        loading.Script = PoolScript.Problem(ErrorCode.ModelNotLoaded);
        await using var gateway = TestGateway.Start([good, loading], ("Sentiment:Dispatch:ProbeInterval", "00:00:00.100"));

        await Poll.UntilAsync(
            async () =>
            {
                loading.Calls.Clear();
                var statuses = new[] { await StatusAsync(gateway), await StatusAsync(gateway), await StatusAsync(gateway), await StatusAsync(gateway) };
                return loading.Calls.IsEmpty && statuses.All(static status => status == 200);
            },
            BackWithin);
    }

    [Fact]
    public async Task Replicas_OneBusy_TheOtherIsPicked()
    {
        await using var first = await ScriptedPool.StartAsync();
        await using var second = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([first, second]);
        first.Script = second.Script = PoolScript.Hang;
        var busy = gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (Contracts.HeaderNames.RequestTimeoutMs, "4000"));
        await Poll.UntilAsync(() => first.Calls.Count + second.Calls.Count == 1, BackWithin);
        var (taken, free) = first.Calls.IsEmpty ? (second, first) : (first, second);
        free.Script = null;

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(200, await StatusAsync(gateway));
        }

        Assert.Single(taken.Calls);
        Assert.Equal(6, free.Calls.Count);
        using var late = await busy;
        await late.AssertProblemAsync(ErrorCode.DeadlinePassed);
    }

    [Fact]
    public async Task Replicas_AllIdle_TakeTurns()
    {
        await using var first = await ScriptedPool.StartAsync();
        await using var second = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([first, second]);

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(200, await StatusAsync(gateway));
        }

        Assert.Equal((3, 3), (first.Calls.Count, second.Calls.Count));
    }

    private static async Task<int> StatusAsync(TestGateway gateway)
    {
        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        return (int)response.StatusCode;
    }
}
