using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Rows.Telemetry;

/// <summary>A gateway before a pool of its own, and all that listens to what both say: it runs in this process, which nobody measures.</summary>
internal sealed class TelemetryChain : IAsyncDisposable
{
    // Of a prediction in the access log.
    private const string Line = "\"event\":150,";

    private readonly OtlpCollector _collector = new();
    private readonly HttpClient _prometheus = new();
    private Server? _pool;
    private ForwardingSide? _gateway;
    private int _lines;

    private TelemetryChain(TelemetryParts parts)
    {
        Parts = parts;

        // As Prometheus asks: the answer has exemplars then.
        _prometheus.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text; version=1.0.0");
    }

    public TelemetryParts Parts { get; }

    /// <summary>Of its processes since their start.</summary>
    public ChainTime Time => new(ProcessorTime.Of(_gateway!.Server.Id), ProcessorTime.Of(_pool!.Id));

    /// <summary>Lines of predictions that have been read, of both services.</summary>
    public int Lines => Volatile.Read(ref _lines);

    /// <summary>Spans that have come, of both services.</summary>
    public int Spans => _collector.Spans.Count;

    public static async Task<TelemetryChain> StartAsync(TelemetryParts parts, BenchModel model, CancellationToken stop)
    {
        var chain = new TelemetryChain(parts);
        try
        {
            string[] settings = [.. parts.Settings(chain._collector.Endpoint)];
            chain._pool = await Server.StartAsync(Servers.Pool(PoolKind.Onnx, model.Package, settings), stop, chain.Read);
            chain._gateway = await ForwardingSide.StartAsync(GatewayServer.Before(chain._pool.EndPoint, settings), stop, chain.Read);
            return chain;
        }
        catch
        {
            await chain.DisposeAsync();
            throw;
        }
    }

    /// <summary>Each text once, through the gateway.</summary>
    public Task LoadAsync(IEnumerable<string> texts, CancellationToken stop) => _gateway!.With(_ => texts).MeasureAsync(0, stop);

    /// <summary>The metrics of both services, where somebody asks for them.</summary>
    public async Task ScrapeAsync(CancellationToken stop)
    {
        foreach (var server in Parts.IsScraped ? new[] { _gateway!.Server, _pool! } : [])
        {
            await _prometheus.GetByteArrayAsync(new Uri(server.Management, "/metrics"), stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_gateway?.DisposeAsync() ?? default);
        await (_pool?.DisposeAsync() ?? default);
        await _collector.DisposeAsync();
        _prometheus.Dispose();
    }

    private void Read(string line)
    {
        if (line.Contains(Line, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _lines);
        }
    }
}
