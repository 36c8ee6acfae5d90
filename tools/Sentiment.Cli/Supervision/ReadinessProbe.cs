using System.Net;
using System.Net.Sockets;

namespace Sentiment.Cli.Supervision;

/// <summary>Asks a service whether it is ready.</summary>
internal sealed class ReadinessProbe : IDisposable
{
    /// <summary>Of an address where a Redis serves.</summary>
    public const string RedisScheme = "redis";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;

    // Straight to the loopback address, whatever proxy the environment names.
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };

    public ReadinessProbe(TimeProvider time)
    {
        _time = time;
    }

    /// <summary>Returns when <c>GET /health/ready</c> answers 200, a Redis <c>PING</c> with <c>PONG</c>.</summary>
    public async Task WaitAsync(ServiceDefinition service, CancellationToken cancellationToken)
    {
        while (!await (service.Address.Scheme == RedisScheme
            ? AnswersPingAsync(service.Address, cancellationToken)
            : IsReadyAsync(new Uri(service.Address, "/health/ready"), cancellationToken)))
        {
            await Task.Delay(Interval, _time, cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<bool> AnswersPingAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(address.Host, address.Port, cancellationToken);
            await using var stream = connection.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
            var answer = new byte["+PONG".Length];
            await stream.ReadExactlyAsync(answer, cancellationToken);
            return answer.AsSpan().SequenceEqual("+PONG"u8);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            // Not listening yet.
            return false;
        }
    }

    private async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(address, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The client's own time-out: it listens, and is busy starting.
            return false;
        }
    }
}
