using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sentiment.Gateway.Redis;

/// <summary>Whether Redis answers. Requests go on without it.</summary>
internal sealed class RedisHealth(RedisLink redis) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !redis.IsConfigured ? HealthCheckResult.Healthy("None is configured.")
        : redis.IsThere ? HealthCheckResult.Healthy("It answers.")
        : HealthCheckResult.Degraded("It is away: this gateway counts limits alone and finds only its own answers."));
}
