using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sentiment.Hosting.Tls;

namespace Sentiment.Hosting.Health;

/// <summary>How long certificates last.</summary>
internal sealed class CertificatesHealth(IEnumerable<WatchedCertificate> certificates, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var ends = certificates.Where(static certificate => certificate.Current?.Own is not null)
            .Select(static certificate => (certificate.Name, End: new DateTimeOffset(certificate.Current!.Own!.NotAfter).ToUniversalTime()))
            .ToArray();
        var data = ends.ToDictionary(static certificate => certificate.Name, static object (certificate) => certificate.End, StringComparer.Ordinal);
        var first = ends.Length == 0 ? DateTimeOffset.MaxValue : ends.Min(static certificate => certificate.End);
        return Task.FromResult(
            ends.Length == 0 ? HealthCheckResult.Healthy("None is configured.")
            : first <= now ? HealthCheckResult.Unhealthy($"A certificate has ended at {first:u}.", data: data)
            : first <= now + Soon ? HealthCheckResult.Degraded($"A certificate ends at {first:u}.", data: data)
            : HealthCheckResult.Healthy($"The first to end does so at {first:u}.", data));
    }
}
