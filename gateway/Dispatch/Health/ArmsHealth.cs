using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sentiment.Gateway.Experiments;
using Yarp.ReverseProxy;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>Every replica of every arm, as this gateway sees it: unhealthy when an arm that gets traffic has none that is up.</summary>
internal sealed class ArmsHealth(ArmSelector arms, IProxyStateLookup clusters, Replicas replicas, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        List<string> down = [];
        List<string> weakened = [];
        foreach (var arm in arms.Arms)
        {
            var all = clusters.TryGetCluster(arm.Cluster, out var cluster) ? cluster.DestinationsState.AllDestinations : [];
            var up = 0;
            foreach (var destination in all)
            {
                var (state, replica) = (ReplicaStates.Of(destination), replicas.Of(destination));
                up += state == ReplicaStates.Up ? 1 : 0;
                data[$"{arm.Id}/{destination.DestinationId}"] = $"{state}; {replica.Load.Tokens} tokens queued; p99 {P99(replica)}; serving digest {replica.Digest ?? "unknown"}";
            }

            if (up == 0 && arm.Weight > 0)
            {
                down.Add(arm.Id);
            }
            else if (up < all.Count)
            {
                weakened.Add($"{arm.Id} ({up} of {all.Count})");
            }
        }

        return Task.FromResult(
            down.Count > 0 ? HealthCheckResult.Unhealthy($"No replica is up of {string.Join(", ", down)}.", data: data)
            : weakened.Count > 0 ? HealthCheckResult.Degraded($"Replicas are away of {string.Join(", ", weakened)}.", data: data)
            : HealthCheckResult.Healthy("All replicas are up.", data));
    }

    private string P99(Replica replica) => replica.Times.Quantile(0.99, time) is { } took
        ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0.#} ms")
        : "unknown";
}
