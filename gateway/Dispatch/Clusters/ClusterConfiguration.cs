using System.Net;
using Sentiment.Contracts;
using Sentiment.Gateway.Dispatch.Balancing;
using Sentiment.Gateway.Dispatch.Health;
using Sentiment.Hosting.Probes;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace Sentiment.Gateway.Dispatch.Clusters;

/// <summary>Our clusters as YARP wants them.</summary>
internal static class ClusterConfiguration
{
    // Kestrel speaks HTTP/2 without TLS only when told so; pools are asked, and probed, in HTTP/1.1.
    private static readonly Version Http = HttpVersion.Version11;

    public static IReadOnlyList<ClusterConfig> Of(ClustersOptions clusters, DispatchOptions dispatch) =>
        [.. clusters.Select(cluster => Of(cluster.Key, cluster.Value, dispatch))];

    private static ClusterConfig Of(string name, ClusterOptions cluster, DispatchOptions dispatch) => new()
    {
        ClusterId = name,
        LoadBalancingPolicy = QueuedTokensPolicy.PolicyName,
        Destinations = cluster.Destinations.ToDictionary(
            static destination => destination.Key,
            static destination => new DestinationConfig
            {
                Address = destination.Value.Address,
                Metadata = destination.Value.Resolve ? DestinationResolver.Wanted : null,
            },
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
                Policy = ProbePolicy.PolicyName,
            },
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = AnswerHealth.PolicyName },
        },
        HttpRequest = new ForwarderRequestConfig
        {
            Version = Http,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,

            // The request's own deadline ends a call; this only bounds what has none.
            ActivityTimeout = Limits.MaximumTimeout,
        },
    };
}
