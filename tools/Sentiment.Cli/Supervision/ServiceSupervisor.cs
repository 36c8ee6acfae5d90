using System.ComponentModel;
using Sentiment.Cli.Output;

namespace Sentiment.Cli.Supervision;

/// <summary>Keeps one service running: starts it, says when it is ready, reports its death, starts it again, or gives up.</summary>
internal sealed class ServiceSupervisor(
    ServiceDefinition service, RestartPolicy policy, ReadinessProbe probe, Terminal terminal, TimeProvider time, Action onStarted)
{
    /// <summary>How long a service may take to end after it was asked to.</summary>
    public static TimeSpan StopLimit { get; } = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServiceDefinition Service => service;

    /// <summary>The process that runs now.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Completes when the service was ready for the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Runs until stopped (null: the process has ended) or until the policy gives up (the reason).</summary>
    /// <param name="stop">Ends the service cleanly.</param>
    /// <param name="now">Ends it without waiting.</param>
    public async Task<ServiceFailure?> RunAsync(CancellationToken stop, CancellationToken now)
    {
        while (true)
        {
            try
            {
                using var process = SupervisedProcess.Start(service, line => terminal.From(service.Name, line));
                ProcessId = process.Id;
                onStarted();
                if (await RunOnceAsync(process, stop) is not { } exitCode)
                {
                    await StopAsync(process, now);
                    return null;
                }

                if (policy.Died() is RestartDecision.GiveUp)
                {
                    return ServiceFailure.Death(GaveUp(exitCode), process.LastLines);
                }

                var death = $"{service.Name} died ({Ending(exitCode)}) and is started again.";
                terminal.Fail(ServiceFailure.Death(death, process.LastLines).Message);
            }
            catch (Win32Exception exception)
            {
                return new ServiceFailure($"{service.Name} cannot be started from {service.Executable}: {exception.Message}");
            }
        }
    }

    /// <summary>The exit code, or null when asked to stop first.</summary>
    private async Task<int?> RunOnceAsync(SupervisedProcess process, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var announcing = AnnounceAsync(ended.Token);
        try
        {
            return await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            await ended.CancelAsync();
            await announcing;
        }
    }

    private async Task AnnounceAsync(CancellationToken ended)
    {
        var start = time.GetTimestamp();
        try
        {
            await probe.WaitAsync(service, ended);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var again = _ready.Task.IsCompleted ? " again" : "";
        terminal.Say($"{service.Name} is ready{again} after {Duration.Text(time.GetElapsedTime(start))} (pid {ProcessId})");
        _ready.TrySetResult();
    }

    private async Task StopAsync(SupervisedProcess process, CancellationToken now)
    {
        using var limit = new CancellationTokenSource(StopLimit, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, now);
        process.RequestStop();
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            terminal.Fail($"{service.Name} did not end {(now.IsCancellationRequested ? "yet" : $"within {StopLimit.TotalSeconds:0} s")}: killed.");
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private string GaveUp(int exitCode) =>
        $"{service.Name} died {RestartPolicy.DeathLimit} times within {RestartPolicy.Window.TotalSeconds:0} s ({Ending(exitCode)}) "
        + "and is not started again.";

    // Unix shells' convention, which .NET follows.
    private static string Ending(int exitCode) =>
        exitCode is > 128 and < 160 && !OperatingSystem.IsWindows() ? $"ended by signal {exitCode - 128}" : $"exit code {exitCode}";
}
