using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Dispatch.Balancing;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Retries;

/// <summary>What one request has tried so far, and what that leaves. One owner: the request.</summary>
internal sealed class Tried(ReplicaPicker picker)
{
    private List<DestinationState>? _replicas;

    // Tokens at a replica that was full: only one with fewer is worth asking.
    private int _full = int.MaxValue;

    /// <summary>How the last attempt failed; null before the first.</summary>
    public Fault? LastFault { get; private set; }

    /// <summary>The next replica to ask, each at most once; null when none is left.</summary>
    public DestinationState? Next(ClusterState cluster) => picker.Pick(Left(cluster));

    /// <summary>Whether the cluster has more than one replica left to ask.</summary>
    public bool HasChoice(ClusterState cluster) => Left(cluster).Count > 1;

    public void Add(DestinationState replica, Fault fault)
    {
        LastFault = fault;
        (_replicas ??= []).Add(replica);
        if (fault == Fault.Overloaded)
        {
            _full = Math.Min(_full, picker.TokensOf(replica));
        }
    }

    private IReadOnlyList<DestinationState> Left(ClusterState cluster)
    {
        var available = cluster.DestinationsState.AvailableDestinations;
        return _replicas is null ? available : [.. available.Where(replica => !_replicas.Contains(replica) && picker.TokensOf(replica) < _full)];
    }
}
