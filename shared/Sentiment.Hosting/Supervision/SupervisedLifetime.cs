using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Sentiment.Hosting.Supervision;

/// <summary>
/// Life as the child of <c>sentiment up</c>: stops on SIGTERM and when the parent's end of standard input closes, which the kernel does even
/// when the parent is killed. Ignores SIGINT, which a terminal sends to the whole group at once: the parent stops its children in order.
/// </summary>
internal sealed class SupervisedLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            application.StopApplication();
        }));

        // A thread of its own: reads of standard input block, and must not hold one of the pool's.
        new Thread(StopAtEndOfInput) { IsBackground = true, Name = "parent watch" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private void StopAtEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        while (input.Read(ignored) > 0)
        {
            // What a parent writes means nothing; only the end does.
        }

        application.StopApplication();
    }
}
