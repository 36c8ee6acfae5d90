using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sentiment.Hosting.Secrets;

/// <summary>Whether secrets are as they are in Vault. Requests go on without it; a start does not.</summary>
internal sealed class VaultHealth(VaultState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(state.Last switch
    {
        null => HealthCheckResult.Unhealthy("It was never read."),
        { Problem: null } last => HealthCheckResult.Healthy($"It was read at {last.Read:u}."),
        var last => HealthCheckResult.Degraded($"It was read at {last.Read:u} for the last time, and that is in force. {last.Problem.Message}"),
    });
}
