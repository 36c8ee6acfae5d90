using System.Runtime.InteropServices;

namespace Sentiment.Cli.Processes;

/// <summary>
/// Ctrl-C, SIGTERM and a closed terminal as cancellation. The first asks for a clean end, the second for one without waiting.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _now = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals()
    {
        if (!OperatingSystem.IsWindows())
        {
            NativeSignals.AcceptInterrupt();
        }

        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>Cancelled by the first signal: end cleanly.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second: end now.</summary>
    public CancellationToken Now => _now.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
        _now.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        (_stop.IsCancellationRequested ? _now : _stop).Cancel();
    }
}
