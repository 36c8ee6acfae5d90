using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>Replicas come and go; the gateway has its shipped probe interval.</summary>
public sealed class RecoveryTests
{
    private const int ReplicaDown = 215;

    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Pool_KilledAndStartedAgain_IsE4002MeanwhileAndBackWithinThreeSeconds()
    {
        await using var pool = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([pool]);
        Assert.Equal(200, await StatusAsync(gateway));

        await pool.KillAsync();

        // Refused at first, then, once the probes have taken the replica out, not even tried.
        await Poll.UntilAsync(
            async () =>
            {
                await AssertNoReplicaAsync(gateway);
                return gateway.Log.Has(ReplicaDown);
            },
            TimeSpan.FromSeconds(10),
            Requests.Token);
        await AssertNoReplicaAsync(gateway);

        await pool.BeginAsync();
        await Poll.UntilAsync(async () => await StatusAsync(gateway) == 200, BackWithin, Requests.Token);
    }

    [Fact]
    public async Task Pool_KilledAndStartedAgainUnderLoad_EveryRequestHasItsAnswerSoon()
    {
        await using var pool = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([pool]);
        var answers = new ConcurrentQueue<(int Status, TimeSpan Took)>();
        using var enough = new CancellationTokenSource();
        var load = Enumerable.Range(0, 8).Select(_ => LoadAsync(gateway, answers, enough.Token)).ToArray();
        await Poll.UntilAsync(() => answers.Count > 100, TimeSpan.FromSeconds(10), Requests.Token);

        await pool.KillAsync();
        await Poll.UntilAsync(() => answers.Any(static answer => answer.Status == 503), TimeSpan.FromSeconds(5), Requests.Token);
        await pool.BeginAsync();
        answers.Clear();
        await Poll.UntilAsync(() => answers.Any(static answer => answer.Status == 200), BackWithin, Requests.Token);
        await enough.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(answers, static answer => Assert.True(answer is { Status: 200 or 503, Took.TotalSeconds: < 3 }, $"{answer}"));
    }

    [Fact]
    public async Task Replica_ThatAcceptsNoConnection_IsGivenUpAfterTheConnectTimeout()
    {
        // A full queue of connections that nobody accepts: the system drops what comes after.
        using var full = new TcpListener(IPAddress.Loopback, FreePorts.Take());
        full.Start(backlog: 0);
        var waiting = Enumerable.Range(0, 4).Select(_ => new TcpClient()).ToArray();
        var connecting = waiting.Select(client => client.ConnectAsync((IPEndPoint)full.LocalEndpoint, Requests.Token).AsTask()).ToArray();
        await Task.WhenAny(connecting);
        await using var gateway = TestGateway.Start(
            [], ("Sentiment:Clusters:onnx:Destinations:onnx-1:Address", $"http://{full.LocalEndpoint}"), ("Sentiment:Dispatch:ProbeInterval", "00:01:00"));
        var start = Stopwatch.GetTimestamp();

        await AssertNoReplicaAsync(gateway);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(5));
        Array.ForEach(waiting, static client => client.Dispose());
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

        await Poll.UntilAsync(async () => await StatusAsync(gateway) == 200, BackWithin, Requests.Token);
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
            BackWithin,
            Requests.Token);
    }

    [Fact]
    public async Task Replicas_OneBusy_TheOtherIsPicked()
    {
        await using var first = await ScriptedPool.StartAsync();
        await using var second = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([first, second]);
        first.Script = second.Script = PoolScript.Hang;
        var busy = gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (Contracts.HeaderNames.RequestTimeoutMs, "4000"));
        await Poll.UntilAsync(() => first.Calls.Count + second.Calls.Count == 1, BackWithin, Requests.Token);
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

    private static async Task AssertNoReplicaAsync(TestGateway gateway)
    {
        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    private static async Task LoadAsync(TestGateway gateway, ConcurrentQueue<(int Status, TimeSpan Took)> answers, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            var status = await StatusAsync(gateway);
            answers.Enqueue((status, Stopwatch.GetElapsedTime(start)));
        }
    }

    private static async Task<int> StatusAsync(TestGateway gateway)
    {
        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        return (int)response.StatusCode;
    }
}
