using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Dashboard.Traffic;
using Sentiment.Hosting;
using Sentiment.Hosting.Health;
using Sentiment.Hosting.Probes;

namespace Sentiment.Gateway.Dashboard.Snapshots;

/// <summary>Puts together what the page shows.</summary>
internal sealed class SnapshotBuilder(
    HealthCheckService checks, ArmViews arms, AnswerMemory memory, StateChanges changes, IReadiness readiness, ServiceIdentity identity, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <returns>The snapshot as JSON.</returns>
    public async Task<string> BuildAsync(TrafficView traffic, CancellationToken stop)
    {
        var report = await checks.CheckHealthAsync(stop);
        var snapshot = new Snapshot(
            new ServiceView(identity.Name, identity.Version, Environment.MachineName, readiness.Report().Word, _started, time.GetUtcNow()),
            HealthOf(report),
            TrafficOf(traffic.Now),
            [.. traffic.Stretches.Select(PointOf)],
            arms.Arms(traffic.Now),
            arms.Pools(traffic.Now),
            new CacheView(memory.Count, memory.Bytes),
            [.. traffic.All.To.Refusals.Keys.Select(limit => new CountView(limit, $"{limit} a minute", traffic.All.Count(sample => sample.Refusals[limit])))],
            [.. ErrorsOf(traffic.All)],
            changes.Latest());
        return JsonSerializer.Serialize(snapshot, SnapshotJson.Default.Snapshot);
    }

    private static HealthView HealthOf(HealthReport report) => new(
        $"{report.Status}",
        [.. report.Entries.Select(static entry => new CheckView(entry.Key, $"{entry.Value.Status}", entry.Value.Description)).OrderBy(static check => check.Name, StringComparer.Ordinal)]);

    private TrafficNow TrafficOf(Stretch now) => new(
        now.Rate(static sample => sample.Requests, time),
        now.Rate(static sample => sample.Texts, time),
        FailedShare(now),
        CachedShare(now),
        now.Rate(static sample => sample.Refused, time));

    private TrafficPoint PointOf(Stretch stretch) => new(
        stretch.To.Time, stretch.Rate(static sample => sample.Requests, time), FailedShare(stretch), CachedShare(stretch), stretch.Rate(static sample => sample.Refused, time));

    private static double? FailedShare(Stretch stretch) => stretch.Share(static sample => sample.Failed, static sample => sample.Requests);

    private static double? CachedShare(Stretch stretch) => stretch.Share(static sample => sample.Cached, static sample => sample.Texts);

    // Those that came up, the most frequent first.
    private static IEnumerable<CountView> ErrorsOf(Stretch stretch) =>
        from code in Enum.GetValues<ErrorCode>()
        let wire = ErrorCatalog.Wire(code)
        let count = stretch.Count(sample => sample.Errors[wire])
        where count > 0
        orderby count descending, wire
        select new CountView(wire, ErrorCatalog.Describe(code).Title, count);
}
