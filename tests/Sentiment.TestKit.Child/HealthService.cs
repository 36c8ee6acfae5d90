using System.Net;
using System.Net.Sockets;

namespace Sentiment.TestKit.Child;

/// <summary>Answers 200 to whatever is asked, on both ports.</summary>
internal sealed class HealthService(int port, int managementPort) : IDisposable
{
    private readonly TcpListener[] _listeners = [new(IPAddress.Loopback, port), new(IPAddress.Loopback, managementPort)];

    public void Start()
    {
        foreach (var listener in _listeners)
        {
            listener.Start();
            _ = AcceptAsync(listener);
        }
    }

    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync();
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (IOException)
            {
                // The caller left.
            }
        }
    }

    private static async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
            // Headers do not matter.
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nready"u8.ToArray());
    }
}
