using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sentiment.Benchmarks.Load;

/// <summary>Clients that send a byte a second, half of them of a head that never ends, half of a body; one that is cut off comes again.</summary>
internal sealed class SlowClients : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _enough = new();
    private readonly Task _all;
    private int _open;
    private int _cut;

    private SlowClients(IPEndPoint server, int count, string key) =>
        _all = Task.WhenAll(Enumerable.Range(0, count).Select(number => number % 2 == 0
            ? DripAsync(server, "POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", (byte)'x')
            : DripAsync(server, $"POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n", (byte)' ')));

    /// <summary>Connected now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>How often the server has ended one.</summary>
    public int Cut => Volatile.Read(ref _cut);

    /// <param name="server">Where.</param>
    /// <param name="count">How many.</param>
    /// <param name="key">For those that send a body: without one they would be refused before it is read.</param>
    public static SlowClients Start(IPEndPoint server, int count, string key) => new(server, count, key);

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _all;
        _enough.Dispose();
    }

    private async Task DripAsync(IPEndPoint server, string start, byte drop)
    {
        var (head, drops) = (Encoding.ASCII.GetBytes(start), new[] { drop });
        while (!_enough.IsCancellationRequested)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(server, _enough.Token);
                await DripAsync(socket, head, drops);
                Interlocked.Increment(ref _cut);
            }
            catch (SocketException)
            {
                Interlocked.Increment(ref _cut);
            }
            catch (OperationCanceledException)
            {
                // Enough.
            }
        }
    }

    private async Task DripAsync(Socket socket, byte[] head, byte[] drops)
    {
        using var pace = new PeriodicTimer(Pace);
        Interlocked.Increment(ref _open);
        try
        {
            await socket.SendAsync(head, _enough.Token);
            while (await pace.WaitForNextTickAsync(_enough.Token) && !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
            {
                await socket.SendAsync(drops, _enough.Token);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
