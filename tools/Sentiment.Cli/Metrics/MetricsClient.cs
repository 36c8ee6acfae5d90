namespace Sentiment.Cli.Metrics;

/// <summary>Reads the metrics of one service from its management port.</summary>
internal sealed class MetricsClient(Uri management) : IDisposable
{
    // Straight to the loopback address, whatever proxy the environment names.
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };

    public Uri Address { get; } = new(management, "/metrics");

    /// <exception cref="CommandFailedException">It does not answer, or with something else.</exception>
    public async Task<Scrape> ReadAsync(CancellationToken stop)
    {
        try
        {
            return new Scrape(PrometheusText.Parse(await _client.GetStringAsync(Address, stop)));
        }
        catch (HttpRequestException failure)
        {
            throw new CommandFailedException($"The gateway does not answer at {Address}: {failure.Message}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CommandFailedException($"The gateway does not answer at {Address} within {_client.Timeout.TotalSeconds:0} s.");
        }
        catch (FormatException failure)
        {
            throw new CommandFailedException($"{Address} does not answer with metrics ({failure.Message}): something else than our gateway listens there.");
        }
    }

    public void Dispose() => _client.Dispose();
}
