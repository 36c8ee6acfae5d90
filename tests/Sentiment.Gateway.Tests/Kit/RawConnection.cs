using System.Net.Sockets;
using System.Text;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>A connection that sends what no client library would.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TcpClient _connection = new();

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(int port)
    {
        var raw = new RawConnection();
        await raw._connection.ConnectAsync("127.0.0.1", port, Requests.Token);
        return raw;
    }

    /// <returns>False when the other side has closed it.</returns>
    public async Task<bool> SendAsync(string ascii)
    {
        try
        {
            await _connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(ascii), Requests.Token);
            return true;
        }
        catch (Exception closed) when (closed is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The head of the next answer; empty when the connection was closed without one.</summary>
    public async Task<string> HeadAsync()
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await ReadAsync(next) > 0)
        {
            head.Append((char)next[0]);
        }

        return head.ToString();
    }

    /// <summary>Everything that still comes, until the other side closes the connection.</summary>
    public async Task<string> RestAsync()
    {
        var rest = new StringBuilder();
        var next = new byte[4_096];
        while (await ReadAsync(next) is > 0 and var length)
        {
            rest.Append(Encoding.ASCII.GetString(next, 0, length));
        }

        return rest.ToString();
    }

    public void Dispose() => _connection.Dispose();

    private async Task<int> ReadAsync(byte[] buffer)
    {
        try
        {
            return await _connection.GetStream().ReadAsync(buffer, Requests.Token).AsTask().WaitAsync(Limit, Requests.Token);
        }
        catch (IOException)
        {
            // Reset: what was not read yet may be lost with it.
            return 0;
        }
    }
}
