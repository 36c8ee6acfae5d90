using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Up;

/// <summary>The life of a system that behaves: start, files, stop.</summary>
public sealed class UpTests : IDisposable
{
    private readonly StubRepository _repository = new();

    [Fact]
    public async Task Up_AllReady_WritesRunFile()
    {
        await using var up = UpProcess.Start(_repository);

        var run = await up.WaitReadyAsync();

        Assert.Equal(["gateway", "onnx"], run.Services.Select(service => service.Name));
        Assert.Equal($"http://127.0.0.1:{up.PortBase}", run["gateway"].Address);
        Assert.Equal($"http://127.0.0.1:{up.PortBase + 1000}", run["gateway"].Management);
        Assert.Equal($"http://127.0.0.1:{up.PortBase + 1}", run["onnx"].Address);
        Assert.Equal($"http://127.0.0.1:{up.PortBase + 1001}", run["onnx"].Management);
        Assert.All(run.Services, service => Assert.True(ProcessState.IsRunning(service.Pid)));
        Assert.Matches("^sk-dev-[0-9A-Za-z]{32}$", run.ApiKey);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Up_AllReady_KeepsItsFilesPrivate()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes exist on Unix only");
        await using var up = UpProcess.Start(_repository);
        await up.WaitReadyAsync();

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(_repository.RunFile));
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(_repository.StateDirectory, "gateway.json")));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_repository.StateDirectory));
    }

    [Fact]
    public async Task Up_AllReady_PrintsCommandAndPagesWithTheKeyOfTheRunFile()
    {
        await using var up = UpProcess.Start(_repository);

        var run = await up.WaitReadyAsync();

        var curl = Assert.Single(up.Process.Output, line => line.Contains("curl"));
        Assert.Contains($"{run["gateway"].Address}/api/v1/predict", curl);
        Assert.Contains($"X-API-Key: {run.ApiKey}", curl);
        Assert.Contains(up.Process.Output, line => line.Contains($"{run["gateway"].Address}/#key={run.ApiKey}"));
        Assert.Contains(up.Process.Output, line => line.Contains($"{run["gateway"].Management}/dashboard"));
    }

    [Fact]
    public async Task Up_AllReady_StreamsLinesWithTheServicesName()
    {
        await using var up = UpProcess.Start(_repository);

        var run = await up.WaitReadyAsync();

        Assert.Contains($"gateway | child {run["gateway"].Pid} starts", up.Process.Output);
        Assert.Contains($"onnx    | child {run["onnx"].Pid} starts", up.Process.Output);
    }

    [Theory]
    [InlineData(ProcessSignal.Interrupt)]
    [InlineData(ProcessSignal.Terminate)]
    public async Task Up_Signal_StopsAllAndSucceeds(ProcessSignal signal)
    {
        await using var up = UpProcess.Start(_repository);
        var run = await up.WaitReadyAsync();

        up.Process.Signal(signal);

        Assert.Equal(0, await up.Process.WaitForExitAsync(UpProcess.Limit));
        Assert.All(run.Services, service => Assert.False(ProcessState.IsRunning(service.Pid)));
        Assert.False(File.Exists(_repository.RunFile));
        Assert.Empty(up.Process.Error);
    }

    [Fact]
    public async Task Up_InterruptIgnoredByItsParent_StopsAllTheSame()
    {
        // As a shell script starts background jobs.
        await using var up = UpProcess.StartWithInterruptIgnored(_repository);
        await up.WaitReadyAsync();

        up.Process.Signal(ProcessSignal.Interrupt);

        Assert.Equal(0, await up.Process.WaitForExitAsync(UpProcess.Limit));
    }

    [Fact]
    public async Task Up_PoolTakesTime_GatewayStartsWhenItIsReady()
    {
        await using var up = UpProcess.Start(_repository);
        await up.WaitReadyAsync();

        var lines = up.Process.Output.ToList();
        var poolReady = lines.FindIndex(line => line.StartsWith("onnx is ready", StringComparison.Ordinal));
        var gatewayStarts = lines.FindIndex(line => line.StartsWith("gateway | child", StringComparison.Ordinal));
        Assert.InRange(poolReady, 0, gatewayStarts);
    }

    [Fact]
    public async Task Up_KilledItself_ChildrenEndAndNextUpStarts()
    {
        await using var up = UpProcess.Start(_repository);
        var run = await up.WaitReadyAsync();

        up.Process.Signal(ProcessSignal.Kill);

        foreach (var service in run.Services)
        {
            await UpProcess.WaitGoneAsync(service.Pid);
        }

        Assert.True(File.Exists(_repository.RunFile));
        await using var next = UpProcess.Start(_repository, up.PortBase);
        var nextRun = await next.WaitReadyAsync();
        Assert.NotEqual(run.ApiKey, nextRun.ApiKey);
    }

    [Fact]
    public async Task Up_SignalBeforeReady_StopsAndLeavesNoRunFile()
    {
        _repository.SetService(StubRepository.Onnx, "CHILD_NEVER_READY=true");
        await using var up = UpProcess.Start(_repository);
        await up.Process.WaitForLineAsync(line => line.StartsWith("onnx    | child", StringComparison.Ordinal), UpProcess.Limit);

        Assert.False(File.Exists(_repository.RunFile));
        up.Process.Signal(ProcessSignal.Interrupt);

        Assert.Equal(0, await up.Process.WaitForExitAsync(UpProcess.Limit));
        Assert.DoesNotContain(up.Process.Output, line => line.Contains("curl"));
    }

    [Fact]
    public async Task Up_ServiceIgnoresStop_SecondSignalKillsIt()
    {
        _repository.SetService(StubRepository.Onnx, "CHILD_STUBBORN=true");
        await using var up = UpProcess.Start(_repository);
        var run = await up.WaitReadyAsync();

        up.Process.Signal(ProcessSignal.Interrupt);
        await up.Process.WaitForLineAsync(line => line.StartsWith("Stopping", StringComparison.Ordinal), UpProcess.Limit);
        up.Process.Signal(ProcessSignal.Interrupt);

        Assert.Equal(0, await up.Process.WaitForExitAsync(UpProcess.Limit));
        Assert.False(ProcessState.IsRunning(run["onnx"].Pid));
        Assert.Contains(up.Process.Error, line => line.StartsWith("onnx did not end", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Up_AllReady_GatewayFileHasHashOfKeyAndArmOfPool()
    {
        await using var up = UpProcess.Start(_repository);
        var run = await up.WaitReadyAsync();

        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_repository.StateDirectory, "gateway.json")));
        var section = document.RootElement.GetProperty("Sentiment");
        var key = Assert.Single(section.GetProperty("Auth").GetProperty("Keys").EnumerateObject());
        Assert.Equal("dev", key.Name);
        Assert.Equal(SHA256.HashSizeInBytes, key.Value.GetProperty("Hash").GetBytesFromBase64().Length);
        Assert.DoesNotContain(run.ApiKey, document.RootElement.GetRawText());
        Assert.Equal(
            """[{"Id":"onnx","Cluster":"onnx","Backend":"onnx","Weight":80}]""",
            JsonSerializer.Serialize(section.GetProperty("Arms")));
        Assert.Equal(
            """{"onnx":{"Destinations":{"onnx-1":{"Address":"ADDRESS"}}}}""".Replace("ADDRESS", run["onnx"].Address),
            JsonSerializer.Serialize(section.GetProperty("Clusters")));
    }

    public void Dispose() => _repository.Dispose();
}
