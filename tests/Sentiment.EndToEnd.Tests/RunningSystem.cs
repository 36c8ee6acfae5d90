using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>A system that <c>./sentiment up</c> has started on free ports, with its state in a folder of its own.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    // The first start of a fresh clone compiles everything in Release.
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan StoppedWithin = TimeSpan.FromSeconds(20);

    // The gateway, two pools, and further replicas ten ports on.
    private const int Ports = 13;

    // As a shell may have them, some of each service: each refuses to start with what is another's. All are as without them.
    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        ["Sentiment__Redis__Timeout"] = "00:00:00.050",
        ["Sentiment__Auth__RefusalsPerMinute"] = "20",
        ["Sentiment__Admission__MaxWait"] = "00:00:05",
        ["Sentiment__Onnx__Threads"] = "1",
        ["Sentiment__Torch__Threads"] = "1",
    };

    private readonly TemporaryFolder _folder;

    private RunningSystem(ServiceProcess up, TemporaryFolder folder)
    {
        Up = up;
        _folder = folder;
    }

    public ServiceProcess Up { get; }

    public string RunFile => Path.Combine(_folder.Path, "run.json");

    public RunState State => JsonSerializer.Deserialize<RunState>(File.ReadAllText(RunFile), RunState.Format)!;

    public string GatewayFile => Path.Combine(_folder.Path, "gateway.json");

    public string StateDirectory => _folder.Path;

    /// <summary>Starts, and waits until everything is ready.</summary>
    /// <param name="options">Further options of <c>up</c>.</param>
    public static async Task<RunningSystem> StartAsync(params string[] options)
    {
        var folder = new TemporaryFolder();
        var portBase = FreePorts.TakeBase([.. Enumerable.Range(0, Ports), .. Enumerable.Range(1_000, Ports)]);
        var up = ServiceProcess.Start(new ProcessCommand(
            RepositoryRoot.Combine("sentiment"), ["up", "--port-base", $"{portBase}", "--state", folder.Path, .. options])
        {
            Environment = Settings,
        });
        var system = new RunningSystem(up, folder);
        try
        {
            await up.WaitForLineAsync(static line => line.Contains("curl ", StringComparison.Ordinal), ReadyWithin);
            await Poll.UntilAsync(() => File.Exists(system.RunFile), StoppedWithin, TestContext.Current.CancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>The printed line that a newcomer pastes.</summary>
    public string CurlLine => Up.Output.First(static line => line.Contains("curl ", StringComparison.Ordinal)).Trim();

    public RunService Service(string name) => State.Services.Single(service => service.Name == name);

    /// <summary>A client of a service, with the run's key.</summary>
    public HttpClient CreateClient(string service)
    {
        var client = new HttpClient { BaseAddress = Service(service).Address };
        client.DefaultRequestHeaders.Add(HeaderNames.ApiKey, State.ApiKey);
        return client;
    }

    /// <summary>Asks <c>up</c> to stop, and waits for its exit code.</summary>
    public async Task<int> StopAsync(ProcessSignal signal)
    {
        Up.Signal(signal);
        return await Up.WaitForExitAsync(StoppedWithin);
    }

    public async ValueTask DisposeAsync()
    {
        var pids = File.Exists(RunFile) ? State.Services.Select(static service => service.Pid).ToArray() : [];
        if (!Up.HasExited)
        {
            await StopAsync(ProcessSignal.Terminate);
        }

        await Up.DisposeAsync();
        Assert.All(pids, static pid => Assert.False(ProcessState.IsRunning(pid), $"process {pid} was left behind"));
        _folder.Dispose();
    }
}
