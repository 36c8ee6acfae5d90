using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>YARP's state of a cluster, without YARP.</summary>
internal static class TestCluster
{
    public static ClusterState Of(params DestinationState[] replicas) => new("onnx") { DestinationsState = new ClusterDestinationsState(replicas, replicas) };

    public static DestinationState[] Replicas(int count) => [.. Enumerable.Range(1, count).Select(static number => new DestinationState($"onnx-{number}"))];
}
