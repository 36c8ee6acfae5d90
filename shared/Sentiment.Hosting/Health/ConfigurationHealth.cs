using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Health;

/// <summary>Whether the configuration files are in force. A refused change harms nobody until the next start.</summary>
internal sealed class ConfigurationHealth(ConfigurationMetrics configuration) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(configuration.IsCurrent
            ? HealthCheckResult.Healthy("The configuration files are in force.")
            : HealthCheckResult.Degraded("The configuration files hold a change that was refused; the log says why. A restart would fail."));
}
