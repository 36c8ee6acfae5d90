using System.Runtime.CompilerServices;
using Sentiment.Hosting.Health;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>Notices when a replica goes, comes back, is left out, or serves another model.</summary>
internal sealed class StateWatch(Replicas replicas, StateChanges changes, TimeProvider time)
{
    // As many characters as people compare.
    private const int Shown = 12;

    private readonly ConditionalWeakTable<DestinationState, Seen> _last = [];

    /// <summary>After each round of probes, one at a time for a cluster.</summary>
    public void Look(ClusterState cluster)
    {
        foreach (var destination in cluster.DestinationsState.AllDestinations)
        {
            var last = _last.GetOrCreateValue(destination);
            var (state, digest) = (ReplicaStates.Of(destination), replicas.Of(destination).Digest);
            var subject = $"{cluster.ClusterId}/{destination.DestinationId}";
            if (state != last.State)
            {
                changes.Add(new StateChange(time.GetUtcNow(), subject, last.State, state, Meaning(state)));
                last.State = state;
            }

            if (digest != last.Digest)
            {
                // What it serves when it is first heard of is no change.
                if (last.Digest is { } before && digest is not null)
                {
                    changes.Add(new StateChange(time.GetUtcNow(), subject, before[..Shown], digest[..Shown], "It serves another model, or the same one otherwise."));
                }

                last.Digest = digest;
            }
        }
    }

    private static string Meaning(string state) => state switch
    {
        ReplicaStates.Down => "It does not answer its probes, or says that it is not ready.",
        ReplicaStates.Ejected => "It answers its probes, and fails at its work or is far slower than its peers.",
        _ => "It takes requests.",
    };

    // Until it is looked at, a replica is taken to be up, as balancing does.
    private sealed class Seen
    {
        public string State { get; set; } = ReplicaStates.Up;

        public string? Digest { get; set; }
    }
}
