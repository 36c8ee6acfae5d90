using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Load;

/// <summary>
/// Clients that send a byte a second, half of them of a head that never ends, half of a body; one that is cut off comes again within a second. They come at 200
/// a second, as tools for this do, so that they are not all cut at once either. One thread serves them all, a few at a time and each in its turn: what
/// the generator takes of the processors is the server's.
/// </summary>
internal sealed class SlowClients : IAsyncDisposable
{
    // Of a second, in which each client has one turn.
    private const int Turns = 100;
    private const int ComingPerSecond = 200;

    private readonly IPEndPoint _server;
    private readonly SlowRequest[] _kinds;
    private readonly Socket?[] _sockets;
    private readonly TaskCompletionSource _allCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private volatile bool _isEnough;
    private int _open;
    private int _cut;
    private double _cpuSeconds;

    private SlowClients(IPEndPoint server, int count, string key)
    {
        _server = server;
        _kinds = [SlowRequest.Head, SlowRequest.Body(key)];
        _sockets = new Socket?[count];
        _running = Task.Factory.StartNew(Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Connected now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>How often the server has ended one.</summary>
    public int Cut => Volatile.Read(ref _cut);

    /// <summary>Processor time that they have taken themselves.</summary>
    public double CpuSeconds => Volatile.Read(ref _cpuSeconds);

    /// <summary>Returns when all have come.</summary>
    /// <param name="server">Where.</param>
    /// <param name="count">How many.</param>
    /// <param name="key">For those that send a body: without one they would be refused before it is read.</param>
    public static async Task<SlowClients> StartAsync(IPEndPoint server, int count, string key, CancellationToken stop)
    {
        var clients = new SlowClients(server, count, key);
        try
        {
            await await Task.WhenAny(clients._allCame.Task, clients._running).WaitAsync(stop);
            return clients;
        }
        catch
        {
            await clients.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isEnough = true;
        await _running;
        Array.ForEach(_sockets, static socket => socket?.Dispose());
    }

    private void Serve()
    {
        var clock = new RunClock(Stopwatch.GetTimestamp());
        for (var turn = 0; !_isEnough; turn++)
        {
            PreciseWait.Until(clock.At((double)turn / Turns));
            var came = Math.Min(_sockets.Length, ((turn / Turns) + 1) * ComingPerSecond);
            for (var client = turn % Turns; client < came; client += Turns)
            {
                Serve(client);
            }

            Volatile.Write(ref _cpuSeconds, ProcessorTime.OfThisThread());
            if (came == _sockets.Length && turn % Turns == Turns - 1)
            {
                _allCame.TrySetResult();
            }
        }
    }

    private void Serve(int client)
    {
        var kind = _kinds[client % _kinds.Length];
        if (_sockets[client] is { } socket)
        {
            if (TryDrop(socket, kind.Drop))
            {
                return;
            }

            socket.Dispose();
            _open--;
            _cut++;
        }

        _sockets[client] = Come(kind.Start);
    }

    /// <returns>False when there is an answer or an end, which is all that a slow request has earned.</returns>
    private static bool TryDrop(Socket socket, byte[] drop)
    {
        try
        {
            return !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && socket.Send(drop) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Does not wait for the server: a connection on loopback stands before anybody accepts it.
    private Socket? Come(byte[] start)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(_server);
            socket.Send(start);
            _open++;
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            _cut++;
            return null;
        }
    }

    /// <param name="Start">What is sent at once.</param>
    /// <param name="Drop">What is sent a second.</param>
    private sealed record SlowRequest(byte[] Start, byte[] Drop)
    {
        public static SlowRequest Head { get; } = Of("POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "x");

        public static SlowRequest Body(string key) =>
            Of($"POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n", " ");

        private static SlowRequest Of(string start, string drop) => new(Encoding.ASCII.GetBytes(start), Encoding.ASCII.GetBytes(drop));
    }
}
