using System.Globalization;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>
/// Finds the replica that answers everything, but far slower than its peers: a throttled node, a noisy neighbour, a cold disk. Probes do
/// not see it, and balancing alone still sends it every request that it is free for.
/// </summary>
internal sealed class Slowness(Replicas replicas, Ejection ejection)
{
    /// <summary>Fewer answers than this between two looks say nothing.</summary>
    public const int FewestAnswers = 5;

    /// <summary>How often slower than the fastest peer is too slow; batches and long texts make honest factors of two or three.</summary>
    public const double Factor = 4;

    /// <summary>Looks in a row: a pause of a second or two (a collection, a neighbour's burst) is forgiven.</summary>
    public const int LooksInARow = 3;

    /// <summary>And how much slower at least: a factor of four of one millisecond is noise.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(25);

    /// <summary>Looks at what the replicas of a cluster have done since the last look, a probe interval ago.</summary>
    public void Look(ClusterState cluster)
    {
        var seen = cluster.DestinationsState.AllDestinations
            .Select(destination => (Destination: destination, replicas.Of(destination).Pace, Mean: replicas.Of(destination).Pace.Take(FewestAnswers)))
            .ToArray();
        if (seen.Length < 2 || seen.Min(static replica => replica.Mean) is not { } fastest)
        {
            return;
        }

        foreach (var (destination, pace, mean) in seen)
        {
            var isSlow = mean >= fastest * Factor && mean - fastest >= Margin;
            pace.SlowLooks = isSlow ? pace.SlowLooks + 1 : 0;
            if (isSlow && pace.SlowLooks >= LooksInARow)
            {
                pace.SlowLooks = 0;
                ejection.TryEject(cluster, destination, EjectionReason.Slow, string.Create(
                    CultureInfo.InvariantCulture, $"its answers take {mean!.Value.TotalMilliseconds:0} ms, those of the fastest replica {fastest.TotalMilliseconds:0} ms"));
            }
        }
    }
}
