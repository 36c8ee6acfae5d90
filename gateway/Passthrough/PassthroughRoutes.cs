using Sentiment.Gateway.Experiments;
using Yarp.ReverseProxy.Configuration;

namespace Sentiment.Gateway.Passthrough;

/// <summary>
/// The routes of step 8: what a client may call of an arm's pool. Its public API and its probes, as when it is called directly;
/// nothing else, so that a path that a pool gains later is not public by accident. The management port is another address, which no route leads to.
/// </summary>
internal static class PassthroughRoutes
{
    /// <summary>Key of a route's metadata that holds the arm's id, and mark of these routes among YARP's.</summary>
    public const string ArmMetadata = "arm";

    private static readonly string[] Open = ["api/v1", "health"];

    public static string PrefixOf(string arm) => $"/pools/{arm}";

    public static IReadOnlyList<RouteConfig> Of(IEnumerable<Arm> arms) =>
        [.. arms.SelectMany(static arm => Open.Select(path => Of(arm, path)))];

    private static RouteConfig Of(Arm arm, string path) => new()
    {
        RouteId = $"pools/{arm.Id}/{path}",
        ClusterId = arm.Cluster,
        Match = new RouteMatch { Path = $"{PrefixOf(arm.Id)}/{path}/{{**rest}}" },
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [ArmMetadata] = arm.Id },
    };
}
