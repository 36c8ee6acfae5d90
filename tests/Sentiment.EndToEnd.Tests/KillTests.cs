using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>Processes die at the worst time.</summary>
public sealed class KillTests
{
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pool_KilledUnderLoad_IsAClearErrorMeanwhileAndBackSoonAfterItsRestart()
    {
        // One pool alone: with a second arm, that one would answer.
        await using var system = await RunningSystem.StartAsync("--pools", "onnx");
        using var client = system.CreateClient("gateway");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answers = new ConcurrentQueue<Answer>();
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoadAsync(client, answers, enough.Token)));
        await Poll.UntilAsync(() => answers.Count(static answer => answer.Status == 200) > 50, TimeSpan.FromSeconds(20), Token);

        var killed = system.Service("onnx").Pid;
        Signals.Send(killed, ProcessSignal.Kill);
        await Poll.UntilAsync(() => answers.Any(static answer => answer.Code == "E4002"), TimeSpan.FromSeconds(10), Token);
        await Poll.UntilAsync(() => HttpProbe.IsReadyAsync(system.Service("onnx").Address, Token), TimeSpan.FromSeconds(20), Token);
        var ready = Stopwatch.GetTimestamp();
        await Poll.UntilAsync(() => answers.LastOrDefault()?.Status == 200 && answers.Last().At > ready, BackWithin, Token);
        await enough.CancelAsync();
        await load;

        Assert.NotEqual(killed, system.Service("onnx").Pid);
        Assert.All(answers, static answer => Assert.True(answer is { Status: 200 } or { Status: 503, Code: "E4002" }, $"{answer}"));
        Assert.All(answers, static answer => Assert.True(answer.Took < Limits.DefaultTimeout, $"{answer}"));
    }

    [Fact]
    public async Task Up_Killed_TakesItsChildrenWithIt()
    {
        await using var system = await RunningSystem.StartAsync();
        var pids = system.State.Services.Select(static service => service.Pid).ToArray();

        system.Up.Signal(ProcessSignal.Kill);

        await Poll.UntilAsync(() => !pids.Any(ProcessState.IsRunning), TimeSpan.FromSeconds(10), Token);
    }

    [Theory]
    [InlineData(ProcessSignal.Interrupt)]
    [InlineData(ProcessSignal.Terminate)]
    public async Task Up_ToldToStop_StopsAllAndRemovesItsTraces(ProcessSignal signal)
    {
        await using var system = await RunningSystem.StartAsync();
        var state = system.State;
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(system.RunFile));
        }

        var code = await system.StopAsync(signal);

        Assert.Equal(0, code);
        Assert.False(File.Exists(system.RunFile));
        Assert.All(state.Services, static service => Assert.False(ProcessState.IsRunning(service.Pid)));
    }

    private static async Task LoadAsync(HttpClient client, ConcurrentQueue<Answer> answers, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            // A text of its own: one that is known would ask nobody.
            var start = Stopwatch.GetTimestamp();
            using var response = await client.PostAsJsonAsync("/api/v1/predict", new { text = $"It does what it says, says {Guid.NewGuid()}." }, Token);
            var code = response.IsSuccessStatusCode ? null : (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, Token))!.Code;
            answers.Enqueue(new Answer((int)response.StatusCode, code, Stopwatch.GetElapsedTime(start), Stopwatch.GetTimestamp()));
        }
    }

    private sealed record Answer(int Status, string? Code, TimeSpan Took, long At);
}
