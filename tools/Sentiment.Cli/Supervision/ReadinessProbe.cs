using System.Net;

namespace Sentiment.Cli.Supervision;

/// <summary>Asks a service whether it is ready.</summary>
internal sealed class ReadinessProbe : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;

    // Straight to the loopback address, whatever proxy the environment names.
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };

    public ReadinessProbe(TimeProvider time)
    {
        _time = time;
    }

    /// <summary>Returns when <c>GET /health/ready</c> answers 200.</summary>
    public async Task WaitAsync(ServiceDefinition service, CancellationToken cancellationToken)
    {
        var address = new Uri(service.Address, "/health/ready");
        while (!await IsReadyAsync(address, cancellationToken))
        {
            await Task.Delay(Interval, _time, cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

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
