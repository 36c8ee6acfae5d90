using System.Globalization;
using System.Net;
using Sentiment.Contracts;
using Sentiment.Hosting.Probes;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Sentiment.Gateway.Dispatch;

/// <summary>Our clusters as YARP wants them.</summary>
internal static class ClusterConfiguration
{
    // One lost probe may be chance; two in a row are an absence.
    private const int FailedProbes = 2;

    // Kestrel speaks HTTP/2 without TLS only when told so; pools are asked, and probed, in HTTP/1.1.
    private static readonly Version Http = HttpVersion.Version11;

    public static IReadOnlyList<ClusterConfig> Of(ClustersOptions clusters, DispatchOptions dispatch) =>
        [.. clusters.Select(cluster => Of(cluster.Key, cluster.Value, dispatch))];

    private static ClusterConfig Of(string name, ClusterOptions cluster, DispatchOptions dispatch) => new()
    {
        ClusterId = name,
        LoadBalancingPolicy = LoadBalancingPolicies.LeastRequests,
        Destinations = cluster.Destinations.ToDictionary(
            static destination => destination.Key,
            static destination => new DestinationConfig { Address = destination.Value.Address },
            StringComparer.OrdinalIgnoreCase),
        HealthCheck = new HealthCheckConfig
        {
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyAndUnknown,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Path = ProbeExtensions.ReadyPath,
                Interval = dispatch.ProbeInterval,
                Timeout = dispatch.ProbeTimeout,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            },
        },
        HttpRequest = new ForwarderRequestConfig
        {
            Version = Http,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,

            // The request's own deadline ends a call; this only bounds what has none.
            ActivityTimeout = Limits.MaximumTimeout,
        },
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = FailedProbes.ToString(CultureInfo.InvariantCulture),
        },
    };
}
