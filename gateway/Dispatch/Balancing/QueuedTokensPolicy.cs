using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Balancing;

/// <summary>The same choice for what YARP passes through.</summary>
internal sealed class QueuedTokensPolicy(ReplicaPicker picker) : ILoadBalancingPolicy
{
    public const string PolicyName = "QueuedTokens";

    public string Name => PolicyName;

    public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations) =>
        picker.Pick(availableDestinations);
}
