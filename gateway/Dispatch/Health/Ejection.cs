using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>
/// Leaves a replica out for a while. Never more than half of a cluster and never the last one that serves: what looks like a bad replica
/// may be a bad network, a bad model or a bad client, and then an empty cluster is worse than a doubtful one.
/// </summary>
internal sealed class Ejection(
    IDestinationHealthUpdater updater, Replicas replicas, IOptions<DispatchOptions> options, DispatchMetrics metrics, TimeProvider time, ILogger<Ejection> logger)
{
    private readonly Lock _gate = new();

    /// <returns>Whether the replica is out now; false also when it was.</returns>
    public bool TryEject(ClusterState cluster, DestinationState destination, EjectionReason reason, string evidence)
    {
        TimeSpan absence;
        lock (_gate)
        {
            if (!MayEject(cluster, destination))
            {
                return false;
            }

            var replica = replicas.Of(destination);
            absence = replica.Ejections.Next(options.Value.EjectionTime, time);
            replica.Answers.Clear();
            updater.SetPassive(cluster, destination, DestinationHealth.Unhealthy, absence);
        }

        metrics.Ejected(cluster.ClusterId, reason);
        DispatchLog.Ejected(logger, destination.DestinationId, cluster.ClusterId, absence, evidence);
        return true;
    }

    private static bool MayEject(ClusterState cluster, DestinationState destination)
    {
        var all = cluster.DestinationsState.AllDestinations;
        var ejected = all.Count(static replica => replica.Health.Passive == DestinationHealth.Unhealthy);
        return IsServing(destination)
            && (ejected + 1) * 2 <= all.Count
            && all.Any(replica => replica != destination && IsServing(replica));
    }

    private static bool IsServing(DestinationState replica) =>
        replica.Health is { Passive: not DestinationHealth.Unhealthy, Active: not DestinationHealth.Unhealthy };
}
