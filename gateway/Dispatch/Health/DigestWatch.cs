using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>
/// Notices when replicas of a cluster serve different models, which is right during a rollout and wrong at any other time: the same text
/// then has two answers, and no answer may be kept.
/// </summary>
internal sealed class DigestWatch(Replicas replicas, ILogger<DigestWatch> logger)
{
    // As many characters as people compare.
    private const int Shown = 12;

    private readonly ConditionalWeakTable<ClusterState, StrongBox<int>> _last = [];

    public void Look(ClusterState cluster)
    {
        var digests = DigestsOf(cluster);
        var last = _last.GetOrCreateValue(cluster);
        if (digests.Length == last.Value || digests.Length == 0)
        {
            // With nobody up there is nothing to compare: whoever comes back is.
            return;
        }

        if (digests.Length > 1)
        {
            DispatchLog.DigestsDiffer(logger, cluster.ClusterId, digests.Length, string.Join(", ", digests.Select(static digest => digest[..Shown])));
        }
        else if (last.Value > 1)
        {
            DispatchLog.DigestsAgree(logger, cluster.ClusterId);
        }

        last.Value = digests.Length;
    }

    /// <summary>The serving digests of the replicas that are up, each once.</summary>
    public string[] DigestsOf(ClusterState cluster) =>
    [
        .. cluster.DestinationsState.AvailableDestinations
            .Select(destination => replicas.Of(destination).Digest).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
