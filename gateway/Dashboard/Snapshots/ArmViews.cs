using Sentiment.Gateway.Dashboard.Traffic;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Health;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.Feedback;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dashboard.Snapshots;

/// <summary>Arms, and the pools behind them.</summary>
internal sealed class ArmViews(ArmSelector arms, IProxyStateLookup clusters, Replicas replicas, DigestWatch digests, FeedbackMetrics feedback, TimeProvider time)
{
    public IReadOnlyList<ArmView> Arms(Stretch now)
    {
        var all = arms.Arms;
        var weights = all.Sum(static arm => arm.Weight);
        return [.. all.Select(arm => ViewOf(arm, weights > 0 ? arm.Weight / weights : 0, now))];
    }

    public IReadOnlyList<PoolView> Pools(Stretch now) =>
    [
        .. clusters.GetClusters().OrderBy(static cluster => cluster.ClusterId, StringComparer.Ordinal).Select(cluster => new PoolView(
            cluster.ClusterId,
            [.. arms.Arms.Where(arm => string.Equals(arm.Cluster, cluster.ClusterId, StringComparison.OrdinalIgnoreCase)).Select(static arm => arm.Id)],
            [.. cluster.DestinationsState.AllDestinations.OrderBy(static replica => replica.DestinationId, StringComparer.Ordinal).Select(replica => ViewOf(cluster, replica, now))])),
    ];

    private ArmView ViewOf(Arm arm, double assigned, Stretch now)
    {
        var (agreed, disagreed) = feedback.Total(arm.Id);
        return new ArmView(
            arm.Id,
            arm.Cluster,
            arm.Backend,
            assigned,
            now.Rate(Texts, time),
            now.Share(Texts, static sample => sample.Texts),
            now.Share(sample => Of(sample).Cached, Texts),
            now.Share(sample => Of(sample).Positive, Texts),
            clusters.TryGetCluster(arm.Cluster, out var cluster) ? digests.DigestsOf(cluster).Length : 0,
            agreed,
            disagreed);

        // An arm that is new has none in older samples.
        ArmSample Of(TrafficSample sample) => sample.Arms.GetValueOrDefault(arm.Id);
        double Texts(TrafficSample sample) => Of(sample).Texts;
    }

    private ReplicaView ViewOf(ClusterState cluster, DestinationState destination, Stretch now)
    {
        var replica = replicas.Of(destination);
        var name = $"{cluster.ClusterId}/{destination.DestinationId}";
        return new ReplicaView(
            destination.DestinationId,
            destination.Model.Config.Address,
            ReplicaStates.Of(destination),
            replica.Digest,
            replica.Load.Tokens,
            replica.Times.Quantile(0.5, time)?.TotalMilliseconds,
            replica.Times.Quantile(0.99, time)?.TotalMilliseconds,
            now.Rate(sample => sample.Answers.GetValueOrDefault(name), time));
    }
}
