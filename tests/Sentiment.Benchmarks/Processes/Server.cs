using System.Net;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Processes;

/// <summary>A server under test: a process of its own on a free port, known to be ready.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ChildProcess _child;

    private Server(ChildProcess child, ServerStart start)
    {
        _child = child;
        Name = start.Name;
        EndPoint = new IPEndPoint(IPAddress.Loopback, start.Port);
        Management = new Uri($"http://127.0.0.1:{start.ManagementPort}");
    }

    public string Name { get; }

    /// <summary>Process id.</summary>
    public int Id => _child.Id;

    public IPEndPoint EndPoint { get; }

    /// <summary>A pool's metrics; nothing is there for others.</summary>
    public Uri Management { get; }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <param name="start">How.</param>
    /// <param name="stop">Gives up waiting.</param>
    /// <param name="read">Told each line that it writes.</param>
    public static async Task<Server> StartAsync(ServerStart start, CancellationToken stop, Action<string>? read = null)
    {
        var child = ChildProcess.Start(start.Command, read);
        try
        {
            await Readiness.WaitAsync(child, start.Port, Limit, stop);
            return new Server(child, start);
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public Meter Measure() => Meter.Start(Id);

    public void ThrowIfExited() => _child.ThrowIfExited();

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}

/// <summary>How a server is started.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Command">Executable, arguments, environment.</param>
/// <param name="Port">Where it serves.</param>
/// <param name="ManagementPort">Where its metrics are; 0 when it has none.</param>
internal sealed record ServerStart(string Name, ProcessCommand Command, int Port, int ManagementPort = 0);
