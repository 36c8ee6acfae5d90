using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Prometheus;

namespace Sentiment.Hosting.Listening;

/// <summary>
/// Counts what the server refuses or cuts before a request reaches our code: it answers with a bare status or not at all, and its log says it at
/// level Debug only. A burst of one of these reasons is an attack, or a limit that is too low.
/// </summary>
internal sealed class CutConnections : IHostedService, IDisposable
{
    private const string Duration = "kestrel.connection.duration";
    private const string Reason = "error.type";

    // Kestrel's words. Others, such as a client that has left, are everyday.
    private static readonly string[] Reasons =
    [
        "invalid_request_headers",
        "invalid_request_line",
        "max_concurrent_connections_exceeded",
        "max_request_header_count_exceeded",
        "max_request_headers_total_size_exceeded",
        "min_request_body_data_rate",
        "min_response_data_rate",
        "request_headers_timeout",
        "server_timeout",
        "tls_handshake_failed",
    ];

    private readonly MeterListener _listener = new();
    private readonly FrozenDictionary<string, Counter.Child> _counts;

    public CutConnections(IMetricFactory metrics, IMeterFactory meters)
    {
        var cut = metrics.CreateCounter("ml_connections_cut_total", "Connections that the server has ended, by the reason.", ["reason"]);
        _counts = Reasons.ToFrozenDictionary(static reason => reason, reason => cut.WithLabels(reason), StringComparer.Ordinal);

        // Meters are the process's: of several hosts in one, only ours.
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Duration && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == Reason && value is string reason && _counts.TryGetValue(reason, out var count))
            {
                count.Inc();
            }
        }
    }
}
