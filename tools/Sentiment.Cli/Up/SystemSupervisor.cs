using Sentiment.Cli.Output;
using Sentiment.Cli.RunState;
using Sentiment.Cli.Supervision;

namespace Sentiment.Cli.Up;

/// <summary>All services of a system while it runs: one supervisor each, and run.json while all have been ready.</summary>
internal sealed class SystemSupervisor : IDisposable
{
    private readonly string _apiKey;
    private readonly string _runFile;
    private readonly Terminal _terminal;
    private readonly CancellationToken _now;
    private readonly ReadinessProbe _probe;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _stopPools = new();
    private readonly ServiceSupervisor[] _supervisors;
    private readonly Lock _publishing = new();
    private Task<ServiceFailure?>[] _running = [];
    private bool _published;

    public SystemSupervisor(LocalSystem system, string apiKey, string runFile, CommandContext context)
    {
        _apiKey = apiKey;
        _runFile = runFile;
        _terminal = context.Terminal;
        _now = context.Signals.Now;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.Signals.Stop);
        _probe = new ReadinessProbe(context.Time);
        _supervisors =
        [
            .. system.Services.Select(service => new ServiceSupervisor(
                service, new RestartPolicy(context.Time), _probe, context.Terminal, context.Time, Republish)),
        ];
    }

    /// <summary>Names of the services that have not been ready yet.</summary>
    public IEnumerable<string> NotReady =>
        _supervisors.Where(supervisor => !supervisor.Ready.IsCompleted).Select(supervisor => supervisor.Service.Name);

    /// <summary>Starts the others, and the gateway when they are ready: it takes a pool that it finds silent for dead, for a while.</summary>
    public void Start()
    {
        var pools = _supervisors[..^1];
        _running = [.. pools.Select(pool => pool.RunAsync(_stopPools.Token, _now)), RunGatewayAsync(pools)];
    }

    /// <summary>True when all are ready; false when one gave up, or a stop was asked, before.</summary>
    public async Task<bool> WaitReadyAsync()
    {
        var ready = Task.WhenAll(_supervisors.Select(supervisor => supervisor.Ready));
        return await Task.WhenAny(_running.Prepend(ready)) == ready && !_stop.IsCancellationRequested;
    }

    /// <summary>Writes run.json now, and again at each restart.</summary>
    public void Publish()
    {
        lock (_publishing)
        {
            _published = true;
            Write();
        }
    }

    /// <summary>Waits until one service gave up or a stop was asked.</summary>
    public Task WaitEndAsync() => Task.WhenAny(_running);

    /// <summary>Stops the gateway and then the pools, which answer what it still has; returns why a service gave up, if one did.</summary>
    public async Task<ServiceFailure?> StopAsync()
    {
        await _stop.CancelAsync();
        await _running[^1];
        await _stopPools.CancelAsync();
        var failures = await Task.WhenAll(_running);
        return failures.FirstOrDefault(failure => failure is not null);
    }

    public void Dispose()
    {
        _probe.Dispose();
        _stop.Dispose();
        _stopPools.Dispose();
    }

    private async Task<ServiceFailure?> RunGatewayAsync(ServiceSupervisor[] pools)
    {
        try
        {
            await Task.WhenAll(pools.Select(pool => pool.Ready)).WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return await _supervisors[^1].RunAsync(_stop.Token, _now);
    }

    private void Republish()
    {
        lock (_publishing)
        {
            if (_published)
            {
                WriteIfPossible();
            }
        }
    }

    // A full disk or a removed folder costs scripts their file, not the system its pool.
    private void WriteIfPossible()
    {
        try
        {
            Write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _terminal.Fail($"{_runFile} cannot be written, and is out of date: {failure.Message}");
        }
    }

    private void Write()
    {
        var running = _supervisors
            .OrderBy(supervisor => supervisor.Service.Address.Port)
            .Select(supervisor => new RunningService(
                supervisor.Service.Name, Text(supervisor.Service.Address), Text(supervisor.Service.Management), supervisor.ProcessId));
        new RunDocument(_apiKey, [.. running]).Write(_runFile);
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
