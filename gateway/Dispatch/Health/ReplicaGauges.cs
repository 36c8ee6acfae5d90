using Prometheus;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Configuration;
using Yarp.ReverseProxy;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>How many replicas of each arm are in which state, counted when somebody asks.</summary>
internal sealed class ReplicaGauges : IHostedService
{
    private readonly ArmSelector _arms;
    private readonly IProxyStateLookup _clusters;
    private readonly DigestWatch _digests;
    private readonly DispatchMetrics _metrics;
    private readonly Gauge _replicas;
    private readonly Gauge _models;

    public ReplicaGauges(
        IMetricFactory metrics, CollectorRegistry registry, ArmSelector arms, IProxyStateLookup clusters, DigestWatch digests, DispatchMetrics dispatch, LiveConfiguration changes)
    {
        (_arms, _clusters, _digests, _metrics) = (arms, clusters, digests, dispatch);
        _replicas = metrics.CreateGauge("ml_arm_replicas", "Replicas of the arm: up, down by their probes, or ejected for their answers.", ["arm", "state"]);
        _models = metrics.CreateGauge("ml_arm_models", "Different models that the arm's replicas serve; more than one outside a rollout is wrong.", ["arm"]);
        changes.Changed += Declare;
        registry.AddBeforeCollectCallback(Count);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Declare();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Declare()
    {
        _metrics.Declare(_arms.Arms);

        // An arm that is gone must not look like one whose replicas are fine.
        foreach (var gone in _models.GetAllLabelValues().Select(static labels => labels[0]).Except(_arms.Arms.Select(static arm => arm.Id)).ToArray())
        {
            _models.RemoveLabelled(gone);
            foreach (var state in ReplicaStates.All)
            {
                _replicas.RemoveLabelled(gone, state);
            }
        }
    }

    private void Count()
    {
        foreach (var arm in _arms.Arms)
        {
            var known = _clusters.TryGetCluster(arm.Cluster, out var cluster);
            var replicas = known ? cluster!.DestinationsState.AllDestinations : [];
            foreach (var state in ReplicaStates.All)
            {
                _replicas.WithLabels(arm.Id, state).Set(replicas.Count(replica => ReplicaStates.Of(replica) == state));
            }

            _models.WithLabels(arm.Id).Set(known ? _digests.DigestsOf(cluster!).Length : 0);
        }
    }
}
