using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

/// <summary>A replica that answers its probes and does badly all the same.</summary>
public sealed class AnswerHealthTests : IAsyncLifetime
{
    private const string EjectedGauge = """ml_arm_replicas{arm="onnx",state="ejected"}""";

    private const string DownGauge = """ml_arm_replicas{arm="onnx",state="down"}""";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private TwoPools _system = null!;

    public async ValueTask InitializeAsync() => _system = await TwoPools.ReplicasAsync(
        ("Sentiment:Dispatch:ProbeInterval", "00:00:00.200"), ("Sentiment:Dispatch:EjectionTime", "00:00:01"));

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replica_ThatFails_IsLeftOutAndComesBack(bool passedThrough)
    {
        _system.First.Script = PoolScript.Problem(ErrorCode.InferenceFailed);
        var path = passedThrough ? "/pools/onnx" + Requests.Predict : Requests.Predict;

        await Poll.UntilAsync(async () => await CallAsync(path) && await EjectedAsync() == 1, Soon, Requests.Token);
        _system.First.Script = null;
        _system.First.Calls.Clear();
        await Poll.UntilAsync(async () => await CallAsync(path) && !_system.First.Calls.IsEmpty, Soon, Requests.Token);

        Assert.Equal(0, await EjectedAsync());
        Assert.Equal(1, await _system.MetricAsync("""ml_replica_ejections_total{cluster="onnx",reason="answers"}"""));
    }

    [Fact]
    public async Task Replicas_RestartedInTurn_LeaveSomebodyAtAllTimes()
    {
        foreach (var (restarted, other) in new[] { (_system.First, _system.Second), (_system.Second, _system.First), (_system.First, _system.Second) })
        {
            restarted.Script = PoolScript.Problem(ErrorCode.ModelNotLoaded);
            restarted.IsReady = false;
            for (var i = 0; i < 10; i++)
            {
                Assert.Equal(200, await _system.StatusAsync());
            }

            await Poll.UntilAsync(async () => await _system.MetricAsync(DownGauge) == 1, Soon, Requests.Token);
            restarted.Script = null;
            restarted.IsReady = true;
            await Poll.UntilAsync(async () => await _system.MetricAsync(DownGauge) == 0, Soon, Requests.Token);
            Assert.Equal(0, await EjectedAsync());
            other.Calls.Clear();
        }
    }

    [Fact]
    public async Task Client_WithAHeaderThatCannotBePassedOn_CannotTakeAReplicaAway()
    {
        for (var i = 0; i < 12; i++)
        {
            using var connection = new System.Net.Sockets.TcpClient();
            await connection.ConnectAsync("127.0.0.1", _system.Gateway.Port, Requests.Token);
            await connection.GetStream().WriteAsync(
                System.Text.Encoding.UTF8.GetBytes($"GET /pools/onnx/api/v1/models HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: {TestKeys.Development}\r\nX-Name: \u00e9\r\n\r\n"),
                Requests.Token);
            using var reader = new StreamReader(connection.GetStream());
            await reader.ReadToEndAsync(Requests.Token);
        }

        Assert.Equal(0, await EjectedAsync());
    }

    [Theory]
    [InlineData(ErrorCode.Overloaded)]
    [InlineData(ErrorCode.DeadlinePassed)]
    [InlineData(ErrorCode.TextEmpty)]
    public async Task Replica_ThatRefusesForLoadOrTheRequest_IsNeverLeftOut(ErrorCode code)
    {
        _system.First.Script = _system.Second.Script = PoolScript.Problem(code);

        for (var i = 0; i < 40; i++)
        {
            await _system.StatusAsync();
        }

        Assert.Equal(0, await EjectedAsync());
    }

    [Fact]
    public async Task Client_WithTheShortestTimeout_CannotTakeAReplicaAway()
    {
        _system.First.Script = _system.Second.Script = PoolScript.Hang;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
            Assert.True(await _system.StatusAsync((HeaderNames.RequestTimeoutMs, "10")) is 504 or 408)));

        Assert.Equal(0, await EjectedAsync());
        Assert.Equal(0, await _system.MetricAsync("""ml_replica_ejections_total{cluster="onnx",reason="answers"}"""));
        Assert.Equal(0, await _system.MetricAsync("""ml_replica_ejections_total{cluster="onnx",reason="slow"}"""));
    }

    [Fact]
    public async Task Replica_SlowerByFiftyMilliseconds_HasLessTrafficIsLeftOutAndComesBack()
    {
        // A look a second: long enough for the slow one to have answers at every look.
        await _system.DisposeAsync();
        _system = await TwoPools.ReplicasAsync(("Sentiment:Dispatch:EjectionTime", "00:00:01"));
        _system.First.Script = Slow;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Requests.Token);
        var load = Enumerable.Range(0, 4).Select(_ => LoadAsync(enough.Token)).ToArray();
        try
        {
            await Poll.UntilAsync(async () => await EjectedAsync() == 1, Soon, Requests.Token);
            Assert.True(_system.First.Calls.Count < _system.Second.Calls.Count, $"{_system.First.Calls.Count} calls of the slow one, {_system.Second.Calls.Count} of the other");
            Assert.Equal(1, await _system.MetricAsync("""ml_replica_ejections_total{cluster="onnx",reason="slow"}"""));

            _system.First.Script = null;
            _system.First.Calls.Clear();
            await Poll.UntilAsync(() => _system.First.Calls.Count > 10, Soon, Requests.Token);
        }
        finally
        {
            await enough.CancelAsync();
            var statuses = (await Task.WhenAll(load)).SelectMany(static of => of).CountBy(static status => status);
            Assert.Equal(200, Assert.Single(statuses).Key);
        }
    }

    private static async Task Slow(HttpContext context)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, context.RequestAborted);
        await PoolScript.Good(context);
    }

    private async Task<List<int>> LoadAsync(CancellationToken enough)
    {
        var statuses = new List<int>();
        while (!enough.IsCancellationRequested)
        {
            statuses.Add(await _system.StatusAsync());
        }

        return statuses;
    }

    private async Task<bool> CallAsync(string path)
    {
        using var response = await _system.Gateway.Client.CallAsync(path, Requests.Text("fine"));
        return true;
    }

    private Task<double> EjectedAsync() => _system.MetricAsync(EjectedGauge);
}
