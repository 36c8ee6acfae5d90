using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>What a replica is, in one word.</summary>
internal static class ReplicaStates
{
    public const string Up = "up";

    /// <summary>By its probes.</summary>
    public const string Down = "down";

    /// <summary>For its answers, while probes are well.</summary>
    public const string Ejected = "ejected";

    public static IReadOnlyList<string> All { get; } = [Up, Down, Ejected];

    public static string Of(DestinationState replica) => replica.Health switch
    {
        { Active: DestinationHealth.Unhealthy } => Down,
        { Passive: DestinationHealth.Unhealthy } => Ejected,
        _ => Up,
    };
}
