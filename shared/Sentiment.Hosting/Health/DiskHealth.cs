using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Health;

/// <summary>Free space where temporary files go: large bodies, and what the runtime writes. The rest of the disk is read-only in production.</summary>
internal sealed class DiskHealth(IOptions<HealthOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var folder = Path.GetTempPath();
        var free = new DriveInfo(folder).AvailableFreeSpace;
        Dictionary<string, object> data = new(StringComparer.Ordinal) { ["folder"] = folder, ["free_bytes"] = free, ["least_free_bytes"] = options.Value.LeastFreeBytes };
        return Task.FromResult(free >= options.Value.LeastFreeBytes
            ? HealthCheckResult.Healthy("There is room.", data)
            : HealthCheckResult.Degraded($"{free} bytes are free for temporary files; {options.Value.LeastFreeBytes} should be.", data: data));
    }
}
