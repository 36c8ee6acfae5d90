using System.Net;
using System.Net.Sockets;

namespace Sentiment.Benchmarks.Load;

/// <summary>
/// One kept-alive HTTP/1.1 connection over a bare socket. HttpClient needs several times the processor time, which would be taken from
/// the server: generator and server share the machine.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[4096];

    /// <summary>Whether the server has closed it, as servers do to one that nobody has used for some minutes. For one without a request under way.</summary>
    public bool IsClosed => _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    public static async Task<HttpConnection> OpenAsync(IPEndPoint server, CancellationToken stop)
    {
        var connection = new HttpConnection();
        try
        {
            await connection._socket.ConnectAsync(server, stop);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <exception cref="IOException">The server closed the connection, or its answer is not HTTP/1.1.</exception>
    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken stop)
    {
        await SendOnlyAsync(request, stop);
        return await ReadAsync(stop);
    }

    public async ValueTask SendOnlyAsync(ReadOnlyMemory<byte> request, CancellationToken stop)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..], stop);
        }
    }

    public async ValueTask<HttpAnswer> ReadAsync(CancellationToken stop)
    {
        for (var filled = 0; ;)
        {
            if (filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled), stop);
            if (read == 0)
            {
                throw new IOException($"The server closed the connection after {filled} bytes of an answer.");
            }

            filled += read;
            if (HttpAnswer.TryParse(_buffer.AsSpan(0, filled), out var answer))
            {
                return answer;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
