using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch;

/// <summary>Counts the calls that are under way at each replica, and picks the replica with the fewest.</summary>
internal sealed class ReplicaLoad
{
    // Keyed by YARP's own object: a replica that leaves the configuration takes its count along.
    private readonly ConditionalWeakTable<DestinationState, StrongBox<int>> _outstanding = [];
    private uint _turn;

    /// <summary>The least busy of the replicas that are up, or null when none is. Ties go round.</summary>
    public DestinationState? Pick(ClusterState cluster)
    {
        var available = cluster.DestinationsState.AvailableDestinations;
        var first = Interlocked.Increment(ref _turn);
        DestinationState? best = null;
        var fewest = int.MaxValue;
        for (var i = 0u; i < available.Count; i++)
        {
            var candidate = available[(int)((first + i) % (uint)available.Count)];
            var busy = Of(candidate);
            if (busy < fewest)
            {
                (best, fewest) = (candidate, busy);
            }
        }

        return best;
    }

    public Lease Begin(DestinationState destination) => new(_outstanding.GetOrCreateValue(destination));

    // YARP counts what it passes through, we count the typed calls.
    private int Of(DestinationState destination) =>
        destination.ConcurrentRequestCount + (_outstanding.TryGetValue(destination, out var ours) ? Volatile.Read(ref ours.Value) : 0);

    /// <summary>One call under way; dispose it once.</summary>
    public readonly struct Lease : IDisposable
    {
        private readonly StrongBox<int> _count;

        internal Lease(StrongBox<int> count)
        {
            _count = count;
            Interlocked.Increment(ref count.Value);
        }

        public void Dispose() => Interlocked.Decrement(ref _count.Value);
    }
}
