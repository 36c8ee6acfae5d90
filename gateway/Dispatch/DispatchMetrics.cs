using Prometheus;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Dispatch.Health;
using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Dispatch;

/// <summary>What step 7 counts beside answers: what it took to get them.</summary>
internal sealed class DispatchMetrics(IMetricFactory metrics)
{
    private readonly Counter _retries = metrics.CreateCounter(
        "ml_dispatch_retries_total", "Further attempts for a request, by the arm that was asked and what was wrong before.", ["arm", "reason"]);

    private readonly Counter _refused = metrics.CreateCounter(
        "ml_dispatch_retries_refused_total", "Attempts that the retry budget did not allow.", ["arm"]);

    private readonly Counter _failovers = metrics.CreateCounter(
        "ml_failovers_total", "Requests that another arm answered than the assigned one.", ["from", "to"]);

    private readonly Counter _ejections = metrics.CreateCounter(
        "ml_replica_ejections_total", "Replicas that were left out for a while although they answer probes.", ["cluster", "reason"]);

    public void Retried(Arm arm, Fault reason) => _retries.WithLabels(arm.Id, reason.Wire()).Inc();

    public void RetryRefused(Arm arm) => _refused.WithLabels(arm.Id).Inc();

    public void FailedOver(Arm from, Arm to) => _failovers.WithLabels(from.Id, to.Id).Inc();

    public void Ejected(string cluster, EjectionReason reason) => _ejections.WithLabels(cluster, reason.Wire()).Inc();

    /// <summary>Every series of these arms exists from now on: a rate over a missing one is no zero.</summary>
    public void Declare(IReadOnlyList<Arm> arms)
    {
        foreach (var arm in arms)
        {
            _refused.WithLabels(arm.Id);
            foreach (var fault in Enum.GetValues<Fault>().Where(static fault => fault.IsRetried()))
            {
                _retries.WithLabels(arm.Id, fault.Wire());
            }

            foreach (var reason in Enum.GetValues<EjectionReason>())
            {
                _ejections.WithLabels(arm.Cluster, reason.Wire());
            }

            foreach (var other in arms.Where(other => other.Id != arm.Id))
            {
                _failovers.WithLabels(arm.Id, other.Id);
            }
        }
    }
}
