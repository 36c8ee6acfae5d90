using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Processes;

/// <summary>
/// The managed heap of a pool, collected by force over the runtime's own diagnostics socket: an event session with GCHeapCollect, as heap
/// dumps use it. The pool needs no endpoint for it; its metrics, which are there anyway, say that the collection has taken place.
/// </summary>
internal sealed class ManagedHeap(Server pool) : IDisposable
{
    private const long HeapCollect = 0x800000;
    private const int BufferMegabytes = 1;
    private const double Megabyte = 1e6;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new() { BaseAddress = pool.Management };

    /// <summary>Returns when all generations have been collected.</summary>
    /// <returns>Bytes that are in use then, in MB.</returns>
    public async Task<double> CollectAsync(CancellationToken stop)
    {
        var before = await FullCollectionsAsync(stop);
        using var session = await new DiagnosticsClient(pool.Id).StartEventPipeSessionAsync(
            [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect)], requestRundown: false, BufferMegabytes, stop);

        // Whoever does not read blocks the writer.
        var drained = session.EventStream.CopyToAsync(Stream.Null, stop);
        await Poll.UntilAsync(async () => await FullCollectionsAsync(stop) > before, Limit, stop);
        await session.StopAsync(stop);
        await drained;
        return await MetricAsync("dotnet_total_memory_bytes", stop) / Megabyte;
    }

    public void Dispose() => _client.Dispose();

    private Task<double> FullCollectionsAsync(CancellationToken stop) => MetricAsync("dotnet_collection_count_total{generation=\"2\"}", stop);

    private async Task<double> MetricAsync(string series, CancellationToken stop) =>
        PoolMetrics.Sum(await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative), stop), series);
}
