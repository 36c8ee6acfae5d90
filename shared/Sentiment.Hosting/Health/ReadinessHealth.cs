using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sentiment.Hosting.Probes;

namespace Sentiment.Hosting.Health;

/// <summary>What the readiness probe says, with what goes along with it: of a pool its model's digest and its queue.</summary>
internal sealed class ReadinessHealth(IReadiness readiness) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var report = readiness.Report();
        var data = report.Headers.ToDictionary(static header => header.Key, static object (header) => header.Value, StringComparer.Ordinal);
        return Task.FromResult(new HealthCheckResult(report.IsReady ? HealthStatus.Healthy : HealthStatus.Unhealthy, report.Word, data: data));
    }
}
