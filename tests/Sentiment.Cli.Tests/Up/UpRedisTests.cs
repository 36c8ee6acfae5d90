using System.Net.Sockets;
using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Up;

/// <summary>The embedded Redis is the real one; the gateway and the pool are stand-ins.</summary>
public sealed class UpRedisTests : IDisposable
{
    private readonly StubRepository _repository = new();

    [Fact]
    public async Task Up_EmbeddedRedis_IsStartedBeforeTheGatewayListedAndStoppedWithTheRest()
    {
        _repository.SetExecutable("Sentiment.Redis", BuiltExecutable.Path("Sentiment.Redis"));
        await using var up = UpProcess.StartWithRedis(_repository, "embedded");

        var run = await up.WaitReadyAsync();

        Assert.Equal($"redis://127.0.0.1:{up.PortBase + 3}", run["redis"].Address);
        Assert.True(ProcessState.IsRunning(run["redis"].Pid));
        var lines = up.Process.Output.ToList();
        Assert.InRange(
            lines.FindIndex(line => line.StartsWith("redis is ready", StringComparison.Ordinal)),
            0,
            lines.FindIndex(line => line.StartsWith("gateway | child", StringComparison.Ordinal)));
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync("127.0.0.1", up.PortBase + 3, TestContext.Current.CancellationToken);
        }

        up.Process.Signal(ProcessSignal.Terminate);

        Assert.Equal(0, await up.Process.WaitForExitAsync(UpProcess.Limit));
        Assert.False(ProcessState.IsRunning(run["redis"].Pid));
    }

    [Fact]
    public async Task Up_RedisElsewhere_StartsNone()
    {
        await using var up = UpProcess.StartWithRedis(_repository, "127.0.0.1:6379");

        var run = await up.WaitReadyAsync();

        Assert.Equal(["gateway", "onnx"], run.Services.Select(service => service.Name));
    }

    [Fact]
    public async Task Up_RedisWithoutAName_IsRefused()
    {
        var result = await CommandProcess.RunAsync(UpProcess.Command(_repository, "up", "--no-build", "--redis", ""), UpProcess.Limit);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--redis", result.Error);
    }

    public void Dispose() => _repository.Dispose();
}
