using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>The executable of a service on ports of its own: what was killed is started again where it was.</summary>
internal sealed class RestartableService : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StoppedWithin = TimeSpan.FromSeconds(30);

    private readonly ProcessCommand _command;
    private ServiceProcess? _process;

    /// <param name="executable">Its project.</param>
    /// <param name="settings">Without ports, as in the environment.</param>
    public RestartableService(string executable, params IEnumerable<(string Name, string Value)> settings)
    {
        var managementPort = FreePorts.Take();
        Port = FreePorts.Take();
        Management = new Uri($"http://127.0.0.1:{managementPort}");
        _command = new ProcessCommand(BuiltExecutable.Path(executable))
        {
            Environment = new Dictionary<string, string?>(settings.Select(static setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Sentiment__Listen__Port"] = $"{Port}",
                ["Sentiment__Listen__ManagementPort"] = $"{managementPort}",

                // Ends with the tests, however they end.
                ["Sentiment__Hosting__Supervised"] = "true",
            },
        };
    }

    public int Port { get; }

    public Uri Management { get; }

    /// <summary>What it has written since it was started last.</summary>
    public IReadOnlyList<string> Log => _process?.Output ?? [];

    /// <summary>Starts it, and waits until it is ready.</summary>
    public Task BeginAsync()
    {
        var process = ServiceProcess.Start(_command);
        _process = process;
        return Poll.UntilAsync(
            () => process.HasExited
                ? throw new InvalidOperationException($"{_command} has ended:\n{string.Join('\n', process.Output)}")
                : HttpProbe.IsReadyAsync(Management, TestContext.Current.CancellationToken),
            ReadyWithin,
            TestContext.Current.CancellationToken);
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    /// <summary>As <c>kill</c>, and Kubernetes: told to stop. It has the exit code 0, or the test fails.</summary>
    public async Task StopAsync()
    {
        var process = _process ?? throw new InvalidOperationException($"{_command} does not run.");
        process.Signal(ProcessSignal.Terminate);
        Assert.Equal(0, await process.WaitForExitAsync(StoppedWithin));
        await KillAsync();
    }

    /// <inheritdoc cref="ServiceProbe.SumAsync"/>
    public Task<double> SumAsync(string series) => ServiceProbe.SumAsync(Management, series);

    public async ValueTask DisposeAsync() => await KillAsync();
}
