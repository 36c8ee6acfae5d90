using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Up;

/// <summary>Processes that die, and starts that cannot succeed.</summary>
public sealed class UpFailureTests : IDisposable
{
    private readonly StubRepository _repository = new();

    [Fact]
    public async Task Up_ServiceKilled_IsReportedStartedAgainAndPublished()
    {
        await using var up = UpProcess.Start(_repository);
        var before = await up.WaitReadyAsync();

        Signals.Send(before["onnx"].Pid, ProcessSignal.Kill);

        await up.Process.WaitForLineAsync(line => line.StartsWith("onnx is ready again", StringComparison.Ordinal), UpProcess.Limit);
        var after = up.ReadRunFile();
        Assert.NotEqual(before["onnx"].Pid, after["onnx"].Pid);
        Assert.True(ProcessState.IsRunning(after["onnx"].Pid));
        Assert.Equal(before["gateway"].Pid, after["gateway"].Pid);
        Assert.Equal(before.ApiKey, after.ApiKey);
        Assert.Contains(up.Process.Error, line => line.StartsWith("onnx died (ended by signal 9)", StringComparison.Ordinal));
        Assert.Contains(up.Process.Error, line => line == $"    child {before["onnx"].Pid} starts");
    }

    [Fact]
    public async Task Up_ServiceKilledThreeTimes_StopsTheRestAndSaysWhich()
    {
        await using var up = UpProcess.Start(_repository);
        var run = await up.WaitReadyAsync();
        var pid = run["onnx"].Pid;

        for (var death = 1; death <= 3; death++)
        {
            Signals.Send(pid, ProcessSignal.Kill);
            if (death < 3)
            {
                await Poll.UntilAsync(() => up.ReadRunFile()["onnx"].Pid != pid, UpProcess.Limit, TestContext.Current.CancellationToken);
                pid = up.ReadRunFile()["onnx"].Pid;
            }
        }

        Assert.Equal(1, await up.Process.WaitForExitAsync(UpProcess.Limit));
        Assert.Contains(up.Process.Error, line => line.StartsWith("onnx died 3 times within 30 s (ended by signal 9)", StringComparison.Ordinal));
        Assert.False(ProcessState.IsRunning(run["gateway"].Pid));
        Assert.False(File.Exists(_repository.RunFile));
    }

    [Fact]
    public async Task Up_ServiceCannotStart_ShowsItsLastLinesAndFails()
    {
        _repository.SetService(StubRepository.Onnx, "CHILD_EXIT_CODE=3");
        await using var up = UpProcess.Start(_repository);

        Assert.Equal(1, await up.Process.WaitForExitAsync(UpProcess.Limit));

        var last = up.Process.Error.SkipWhile(line => !line.StartsWith("onnx died 3 times within 30 s (exit code 3)", StringComparison.Ordinal)).ToArray();
        Assert.Contains("    the model file is broken", last);
        Assert.DoesNotContain(up.Process.Output, line => line.Contains("curl"));
        Assert.False(File.Exists(_repository.RunFile));
    }

    [Fact]
    public async Task Up_ExecutableMissing_SaysWhichAndFails()
    {
        File.Delete(Path.Combine(_repository.Root, "artifacts", "bin", StubRepository.Onnx, "release", StubRepository.Onnx));
        await using var up = UpProcess.Start(_repository);

        Assert.Equal(1, await up.Process.WaitForExitAsync(UpProcess.Limit));
        Assert.Contains(up.Process.Error, line => line.StartsWith("onnx cannot be started from", StringComparison.Ordinal) && line.Contains(StubRepository.Onnx));
    }

    [Fact]
    public async Task Up_PortsInUse_NamesThemAndOthers()
    {
        var portBase = FreePorts.TakeBase(0, 1, 1000, 1001);
        using var other = new TcpListener(IPAddress.Loopback, portBase + 1001);
        other.Start();
        await using var up = UpProcess.Start(_repository, portBase);

        Assert.Equal(1, await up.Process.WaitForExitAsync(UpProcess.Limit));
        var message = Assert.Single(up.Process.Error);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{portBase + 1001} (onnx, management)"), message);
        Assert.DoesNotContain("(gateway)", message);
        Assert.Matches("--port-base [0-9]+", message);
    }

    [Fact]
    public async Task Up_SameStateDirectoryTwice_SecondIsRefusedAndFirstRuns()
    {
        await using var first = UpProcess.Start(_repository);
        await first.WaitReadyAsync();
        await using var second = UpProcess.Start(_repository);

        Assert.Equal(1, await second.Process.WaitForExitAsync(UpProcess.Limit));
        Assert.Contains("running already", Assert.Single(second.Process.Error));
        Assert.Equal("gateway", first.ReadRunFile()["gateway"].Name);
        Assert.False(first.Process.HasExited);
    }

    [Theory]
    [InlineData("--port-base", "0")]
    [InlineData("--port-base", "64534")]
    [InlineData("--port-base", "http")]
    [InlineData("--pools", "torch")]
    [InlineData("--pools", ",")]
    [InlineData("--replicas", "onnx")]
    [InlineData("--replicas", ",")]
    [InlineData("--frobnicate", "1")]
    public async Task Up_WrongOption_IsNamedAndNothingStarts(string option, string value)
    {
        var result = await CommandProcess.RunAsync(UpProcess.Command(_repository, "up", option, value), UpProcess.Limit);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(option, result.Error);
        Assert.Contains("sentiment up --help", result.Error);
        Assert.False(Directory.Exists(_repository.StateDirectory));
    }

    [Theory]
    [InlineData("onnx=0", "--replicas onnx=0: must be a number from 1 to 8")]
    [InlineData("onnx=9", "--replicas onnx=9: must be a number from 1 to 8")]
    [InlineData("onnx=-1", "--replicas onnx=-1: must be a number from 1 to 8")]
    [InlineData("onnx=1.5", "--replicas onnx=1.5: must be a number from 1 to 8")]
    [InlineData("onnx=two", "--replicas onnx=two: must be a number from 1 to 8")]
    [InlineData("onnx=2=2", "--replicas onnx=2=2: must be a pool and a number")]
    [InlineData("onnx=2,onnx=2", "--replicas names onnx 2 times")]
    [InlineData("onnx=2,tensorflow=2", "--replicas tensorflow=2: there is no such pool; choose from onnx, torch")]
    [InlineData("torch=2", "--replicas torch=2: --pools leaves torch out")]
    public async Task Up_WrongReplicas_SaysWhatIsAllowed(string replicas, string message)
    {
        _repository.AddTorch();

        var result = await CommandProcess.RunAsync(UpProcess.Command(_repository, "up", "--pools", "onnx", "--replicas", replicas), UpProcess.Limit);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.False(Directory.Exists(_repository.StateDirectory));
    }

    public void Dispose() => _repository.Dispose();
}
