using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Health;

/// <summary>Notices when a check's result changes. ASP.NET Core runs the checks and calls it, each <see cref="HealthOptions.Interval"/>.</summary>
internal sealed class HealthWatch(StateChanges changes, TimeProvider time, ILogger<HealthWatch> logger) : IHealthCheckPublisher
{
    // As it was at the last look. Before the first, all was well: a service that is not when it starts is news.
    private Dictionary<string, HealthStatus> _last = new(StringComparer.Ordinal);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var last = _last;
        _last = report.Entries.ToDictionary(static entry => entry.Key, static entry => entry.Value.Status, StringComparer.Ordinal);
        foreach (var (name, entry) in report.Entries)
        {
            var before = last.GetValueOrDefault(name, HealthStatus.Healthy);
            if (before != entry.Status)
            {
                HealthLog.Changed(logger, name, before, entry.Status, entry.Description);
                changes.Add(new StateChange(time.GetUtcNow(), name, $"{before}", $"{entry.Status}", entry.Description));
            }
        }

        return Task.CompletedTask;
    }
}
