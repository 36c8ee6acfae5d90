using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Up;

/// <summary>More than one process of a pool, and more than one pool.</summary>
public sealed class UpReplicasTests : IDisposable
{
    private readonly StubRepository _repository = new();

    public UpReplicasTests()
    {
        _repository.AddTorch();
    }

    [Fact]
    public async Task Up_TwoReplicasOfOnePool_AllRunAndAreListed()
    {
        await using var up = UpProcess.StartWith(_repository, "--replicas", "onnx=2");

        var run = await up.WaitReadyAsync();

        Assert.Equal(
            [("gateway", 0), ("onnx", 1), ("torch", 2), ("onnx-2", 11)],
            run.Services.Select(service => (service.Name, new Uri(service.Address).Port - up.PortBase)));
        Assert.All(run.Services, service => Assert.Equal(1000, new Uri(service.Management).Port - new Uri(service.Address).Port));
        Assert.Equal(4, run.Services.Select(service => service.Pid).Distinct().Count());
        using var document = JsonDocument.Parse(File.ReadAllBytes(_repository.GatewayFile));
        Assert.Equal(
            $$$"""{"onnx-1":{"Address":"{{{run["onnx"].Address}}}"},"onnx-2":{"Address":"{{{run["onnx-2"].Address}}}"}}""",
            JsonSerializer.Serialize(document.RootElement.GetProperty("Sentiment").GetProperty("Clusters").GetProperty("onnx").GetProperty("Destinations")));
    }

    [Fact]
    public async Task Up_OneReplicaKilled_ItAloneIsStartedAgain()
    {
        await using var up = UpProcess.StartWith(_repository, "--pools", "onnx", "--replicas", "onnx=2");
        var before = await up.WaitReadyAsync();

        Signals.Send(before["onnx-2"].Pid, ProcessSignal.Kill);

        await up.Process.WaitForLineAsync(line => line.StartsWith("onnx-2 is ready again", StringComparison.Ordinal), UpProcess.Limit);
        var after = up.ReadRunFile();
        Assert.NotEqual(before["onnx-2"].Pid, after["onnx-2"].Pid);
        Assert.Equal(before["onnx"].Pid, after["onnx"].Pid);
        Assert.Equal(before["onnx-2"].Address, after["onnx-2"].Address);
        Assert.Contains(up.Process.Error, line => line.StartsWith("onnx-2 died (ended by signal 9)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Up_Replicas_GatewayStartsAfterAllAndStopsBeforeThem()
    {
        await using var up = UpProcess.StartWith(_repository, "--replicas", "onnx=2");
        var run = await up.WaitReadyAsync();

        var lines = up.Process.Output.ToList();
        var gatewayStarts = lines.FindIndex(line => line.StartsWith("gateway | child", StringComparison.Ordinal));
        Assert.All(["onnx", "onnx-2", "torch"], name => Assert.InRange(
            lines.FindIndex(line => line.StartsWith($"{name} is ready", StringComparison.Ordinal)), 0, gatewayStarts));

        up.Process.Signal(ProcessSignal.Terminate);

        Assert.Equal(0, await up.Process.WaitForExitAsync(UpProcess.Limit));
        Assert.All(run.Services, service => Assert.False(ProcessState.IsRunning(service.Pid)));
    }

    [Fact]
    public async Task Up_PortOfSecondReplicaInUse_IsNamed()
    {
        var portBase = FreePorts.TakeBase(0, 1, 11, 1000, 1001, 1011);
        using var other = new TcpListener(IPAddress.Loopback, portBase + 11);
        other.Start();

        var result = await CommandProcess.RunAsync(
            UpProcess.Command(_repository, "up", "--no-build", "--pools", "onnx", "--replicas", "onnx=2", "--port-base", $"{portBase}"), UpProcess.Limit);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{portBase + 11} (onnx-2)"), result.Error);
    }

    public void Dispose() => _repository.Dispose();
}
