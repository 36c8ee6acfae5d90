using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sentiment.Benchmarks.Processes;

/// <summary>Asks <c>/health/ready</c> until it says yes. Over bare sockets: a start of half a second must not be measured through a client that warms up.</summary>
internal static class Readiness
{
    private static readonly byte[] Request = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray();
    private static readonly byte[] Yes = "HTTP/1.1 200"u8.ToArray();

    // Short beside what is measured, long beside what a question costs the server.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    public static async Task WaitAsync(ChildProcess child, int port, TimeSpan limit, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(port, stop))
        {
            child.ThrowIfExited();
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"Process {child.Id} is not ready after {limit.TotalSeconds} s:\n{child.Log}");
            }

            await Task.Delay(Interval, stop);
        }
    }

    private static async Task<bool> IsReadyAsync(int port, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
            await socket.SendAsync(Request, stop);
            var answer = new byte[Yes.Length];
            return await socket.ReceiveAsync(answer, stop) == answer.Length && answer.AsSpan().SequenceEqual(Yes);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
