using System.Diagnostics;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Load;

/// <summary>So many connections, each of which sends its next request when the last was answered.</summary>
internal sealed class ClosedLoop : IDisposable
{
    private readonly Server _server;
    private readonly List<HttpConnection> _connections = [];

    private ClosedLoop(Server server) => _server = server;

    public static async Task<ClosedLoop> OpenAsync(Server server, int connections, CancellationToken stop)
    {
        var loop = new ClosedLoop(server);
        for (var i = 0; i < connections; i++)
        {
            loop._connections.Add(await HttpConnection.OpenAsync(server.EndPoint, stop));
        }

        return loop;
    }

    /// <summary>Sends each request once, whichever connection is free.</summary>
    /// <exception cref="InvalidOperationException">One was refused: then this is no measurement of predictions.</exception>
    public async Task<Sample> RunAsync(ReadOnlyMemory<byte[]> requests, CancellationToken stop)
    {
        var meter = _server.Measure();
        await TimeAsync(requests, stop);
        return meter.Stop(requests.Length);
    }

    /// <summary>Likewise, and how long each took.</summary>
    /// <returns>In the order of the requests.</returns>
    /// <exception cref="InvalidOperationException">One was refused.</exception>
    public async Task<Exchange[]> TimeAsync(ReadOnlyMemory<byte[]> requests, CancellationToken stop)
    {
        await ReopenAsync(stop);
        var next = -1;
        var exchanges = new Exchange[requests.Length];
        var clock = new RunClock(Stopwatch.GetTimestamp());
        await Task.WhenAll(_connections.Select(connection => Task.Run(() => SendAsync(connection), stop)));
        return exchanges;

        async Task SendAsync(HttpConnection connection)
        {
            while (Interlocked.Increment(ref next) is var mine && mine < exchanges.Length)
            {
                var sent = clock.Now;
                var answer = await connection.SendAsync(requests.Span[mine], stop);
                exchanges[mine] = new Exchange(sent, sent, clock.Now, answer);
                if (!answer.Succeeded)
                {
                    throw new InvalidOperationException($"{_server.Name} answered {answer.Status}; a closed loop expects 200 alone.");
                }
            }
        }
    }

    // Between two runs others may measure for longer than the server lets a connection be idle.
    private async Task ReopenAsync(CancellationToken stop)
    {
        for (var i = 0; i < _connections.Count; i++)
        {
            if (_connections[i].IsClosed)
            {
                _connections[i].Dispose();
                _connections[i] = await HttpConnection.OpenAsync(_server.EndPoint, stop);
            }
        }
    }

    public void Dispose() => _connections.ForEach(static connection => connection.Dispose());
}
