using Sentiment.Benchmarks.Rows.Gateway;
using Sentiment.Benchmarks.Rows.Original;
using Sentiment.Benchmarks.Rows.Telemetry;

namespace Sentiment.Benchmarks.Rows;

/// <summary>All rows, in the order of the table.</summary>
internal static class RowCatalog
{
    public static IReadOnlyList<IRow> All { get; } =
    [
        new OnnxCpuRow(),
        new TorchCpuRow(),
        new MixedRow(),
        new TailRow(),
        new OverloadRow(),
        new AbandonedRow(),
        new PeerRow(),
        new OriginalRow(),
        new StartRow(),
        new MemoryRow(),
        new GatewayCpuRow(),
        new GatewayRedisRow(),
        new GatewayCachedRow(),
        new GatewayLatencyRow(),
        new TelemetryRow(),
        new KeyTimingRow(),
        new SlowClientsRow(),
        new FuzzRow(),
    ];

    /// <param name="names">Of the rows, or null for all.</param>
    /// <exception cref="ArgumentException">There is no row of a name.</exception>
    public static IReadOnlyList<IRow> Select(IReadOnlyCollection<string>? names)
    {
        var unknown = names?.Except(All.Select(static row => row.Name)).ToArray();
        return unknown is { Length: > 0 }
            ? throw new ArgumentException($"There is no row {string.Join(", ", unknown)}; there are {string.Join(", ", All.Select(static row => row.Name))}.", nameof(names))
            : [.. All.Where(row => names is null || names.Contains(row.Name))];
    }
}
