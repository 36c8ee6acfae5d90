using System.Globalization;
using Sentiment.Contracts;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.RateLimiting;
using Yarp.ReverseProxy.Configuration;

namespace Sentiment.Gateway.Passthrough;

/// <summary>
/// The routes of step 8: what a client may call of an arm's pool. Its public API and its probes, as when it is called directly;
/// nothing else, so that a path that a pool gains later is not public by accident. The management port is another address, which no route leads to.
/// </summary>
internal static class PassthroughRoutes
{
    public const string Prefix = "/pools";

    /// <summary>Key of a route's metadata that holds the arm's id, and mark of these routes among YARP's.</summary>
    public const string ArmMetadata = "arm";

    private const string TextsMetadata = "texts";
    private const string Probes = "health/{**rest}";

    // Predictions by themselves: they are charged before anything of them is read.
    private static readonly (string Path, int Texts)[] Open =
        [("api/v1/predict", 1), ("api/v1/predict/batch", Limits.BatchTexts), ("api/v1/{**rest}", 0), (Probes, 0)];

    public static string PrefixOf(string arm) => $"{Prefix}/{arm}";

    public static IReadOnlyList<RouteConfig> Of(IEnumerable<Arm> arms) =>
        [.. arms.SelectMany(static arm => Open.Select(open => Of(arm, open.Path, open.Texts)))];

    /// <summary>What a request of this route is charged before its answer: the most texts that it can have.</summary>
    public static TextsCharged TextsOf(RouteConfig route)
    {
        var most = int.Parse(route.Metadata?.GetValueOrDefault(TextsMetadata) ?? "0", CultureInfo.InvariantCulture);
        return new TextsCharged(most, IsUntilAnswered: most > 1);
    }

    /// <summary>Whether the route leads to a pool's probes.</summary>
    public static bool IsProbe(RouteConfig route) => route.RouteId.EndsWith(Probes, StringComparison.Ordinal);

    private static RouteConfig Of(Arm arm, string path, int texts) => new()
    {
        RouteId = $"pools/{arm.Id}/{path}",
        ClusterId = arm.Cluster,
        Match = new RouteMatch { Path = $"{PrefixOf(arm.Id)}/{path}" },
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ArmMetadata] = arm.Id,
            [TextsMetadata] = texts.ToString(CultureInfo.InvariantCulture),
        },
    };
}
