using System.Runtime.CompilerServices;
using Sentiment.Gateway.Experiments;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch;

/// <summary>What an arm serves, when its replicas agree. Safe for use from many threads.</summary>
internal sealed class ServingDigests(IProxyStateLookup clusters, Replicas replicas)
{
    private readonly ConditionalWeakTable<ClusterState, StrongBox<string?>> _last = [];

    /// <summary>
    /// The serving digest of all replicas that are up. With none up, the last one: a model does not change because nobody can be asked, and
    /// what is known of it is still right.
    /// </summary>
    /// <returns>Null while they disagree, and while one of them has not said what it serves.</returns>
    public string? Of(Arm arm)
    {
        if (!clusters.TryGetCluster(arm.Cluster, out var cluster))
        {
            return null;
        }

        var last = _last.GetOrCreateValue(cluster);
        var available = cluster.DestinationsState.AvailableDestinations;
        if (available.Count == 0)
        {
            return last.Value;
        }

        var agreed = replicas.Of(available[0]).Digest;
        for (var i = 1; i < available.Count; i++)
        {
            if (replicas.Of(available[i]).Digest != agreed)
            {
                return null;
            }
        }

        if (agreed is not null && agreed != last.Value)
        {
            last.Value = agreed;
        }

        return agreed;
    }
}
