using Sentiment.Gateway.Dispatch.Answers;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>
/// After each round of readiness probes: who is there, what it serves, how long its queue is, and whether it keeps up with its peers.
/// Probes may take the last replica, too: then the arm is down, and its requests go elsewhere at once.
/// </summary>
internal sealed class ProbePolicy(
    IDestinationHealthUpdater updater, Replicas replicas, Slowness slowness, DigestWatch digests, StateWatch states, ILogger<ProbePolicy> logger) : IActiveHealthCheckPolicy
{
    public const string PolicyName = "Readiness";

    public string Name => PolicyName;

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
    {
        var changes = new List<NewActiveDestinationHealth>(probingResults.Count);
        var lost = new List<Replica>();
        foreach (var result in probingResults)
        {
            var replica = replicas.Of(result.Destination);
            var before = result.Destination.Health.Active;
            var after = replica.Probes.Add(Read(result, replica), before);
            changes.Add(new NewActiveDestinationHealth(result.Destination, after));
            if (after == before)
            {
                continue;
            }

            if (after == DestinationHealth.Unhealthy)
            {
                DispatchLog.Down(logger, result.Destination.DestinationId, cluster.ClusterId, Reason(result));
                lost.Add(replica);
            }
            else if (before == DestinationHealth.Unhealthy)
            {
                // It was away and is new: what it did before says nothing.
                replica.Answers.Clear();
                replica.Return();
                updater.SetPassive(cluster, result.Destination, DestinationHealth.Unknown, TimeSpan.Zero);
                DispatchLog.Back(logger, result.Destination.DestinationId, cluster.ClusterId);
            }
        }

        updater.SetActive(cluster, changes);

        // Only now: whoever is let go must not find the same replica again.
        lost.ForEach(static replica => replica.Lose());
        slowness.Look(cluster);
        digests.Look(cluster);
        states.Look(cluster);
    }

    private static bool Read(DestinationProbingResult result, Replica replica)
    {
        if (result.Response is not { } response)
        {
            return false;
        }

        replica.Heard(PoolFacts.Of(response));
        return response.IsSuccessStatusCode;
    }

    private static string Reason(DestinationProbingResult result) => result switch
    {
        { Response: { } response } => $"it says {(int)response.StatusCode}",
        { Exception: OperationCanceledException } => "it does not answer in time",
        { Exception: { } failure } => failure.GetBaseException().Message,
        _ => "no answer",
    };
}
