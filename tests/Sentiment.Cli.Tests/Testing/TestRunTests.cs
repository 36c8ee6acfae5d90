using Sentiment.Cli.Output;
using Sentiment.Cli.Processes;
using Sentiment.Cli.Testing;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Testing;

/// <summary>Over shell scripts that behave as a test executable does, or not.</summary>
public sealed class TestRunTests : IDisposable
{
    private const string Results = """{"results":{"tests":[{"name":"A.Ok","status":"passed"},{"name":"A.Later","status":"skipped","message":"no data"}]}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _written = new();
    private readonly StopSignals _signals = new();
    private readonly TestTotals _totals = new();

    [Fact]
    public async Task Run_AllPassed_CountsAndKeepsSkipReasons()
    {
        await RunAsync($"echo 'info: listening'; echo '{Results}' > \"$7\"");

        Assert.DoesNotContain("listening", _written.ToString());
        Assert.Equal("1 passed, 0 failed, 1 skipped", _totals.Summary);
        Assert.Equal(["A.Later: no data"], _totals.Skips);
    }

    [Fact]
    public async Task Run_TestFailed_NamesItAndShowsTheOutput()
    {
        await RunAsync($"echo 'Expected 1, was 2'; echo '{Results.Replace("passed", "failed")}' > \"$7\"; exit 1");

        Assert.Equal(["A.Ok"], _totals.Failures);
        Assert.Contains("Expected 1, was 2", _written.ToString());
    }

    [Theory]
    [InlineData("exit 0")]
    [InlineData("echo '{\"results\":' > \"$7\"; exit 134")]
    public async Task Run_NoWholeResult_IsACrash(string script)
    {
        await RunAsync(script);

        Assert.Contains("crashed", Assert.Single(_totals.Failures));
    }

    [Fact]
    public async Task Run_PassedButEndedBadly_IsAFailure()
    {
        await RunAsync($"echo '{Results}' > \"$7\"; exit 3");

        Assert.Contains("exit code 3", Assert.Single(_totals.Failures));
        Assert.False(_totals.Succeeded);
    }

    [Fact]
    public async Task Run_OldResultAndCrash_IsACrash()
    {
        await RunAsync($"echo '{Results}' > \"$7\"");
        await RunAsync("kill -9 $$");

        Assert.Contains("crashed with exit code 137", Assert.Single(_totals.Failures));
    }

    [Fact]
    public async Task Run_ProcessLeftBehind_IsAFailure()
    {
        await RunAsync($"sleep 8 & echo '{Results}' > \"$7\"");

        Assert.Contains("left a process behind", Assert.Single(_totals.Failures));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _written.Dispose();
        _signals.Dispose();
    }

    private Task RunAsync(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in executables are shell scripts");
        var executable = _folder.Combine("Some.Tests");
        File.WriteAllText(executable, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(executable, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var terminal = new Terminal(_written, _written, colours: false);
        var context = new CommandContext(new Repository(_folder.Path), terminal, _signals, TimeProvider.System);
        return new TestRun(context, _totals).RunAsync(
            new TestProject("Some.Tests", executable), filter: null, TestContext.Current.CancellationToken);
    }
}
