using System.Text.Json.Nodes;
using Sentiment.Deployment.Tests.Manifests;

namespace Sentiment.Deployment.Tests.Checks;

/// <summary>Who may speak to whom, as network policies allow it.</summary>
internal static class Arrows
{
    /// <summary>Arrows from pod to pod need both ends; those from and to other namespaces have one.</summary>
    public static IReadOnlySet<string> Of(IReadOnlyList<Manifest> manifests) => Split(manifests).Whole;

    /// <summary>Those of a pod to another that only one of the two ends allows.</summary>
    public static IReadOnlySet<string> HalvesOf(IReadOnlyList<Manifest> manifests) => Split(manifests).Halves;

    private static (IReadOnlySet<string> Whole, IReadOnlySet<string> Halves) Split(IReadOnlyList<Manifest> manifests)
    {
        var pods = manifests.Where(static manifest => manifest.Template is not null)
            .Select(static manifest => manifest.Template!["metadata"]!["labels"]).DistinctBy(static labels => NameOf(labels)).ToArray();
        var policies = manifests.Where(static manifest => manifest.Kind == "NetworkPolicy").Select(static manifest => manifest.Root["spec"]!).ToArray();
        var outgoing = policies.SelectMany(policy => Ends(policy, "egress", "to", pods)).ToHashSet(StringComparer.Ordinal);
        var incoming = policies.SelectMany(policy => Ends(policy, "ingress", "from", pods)).ToHashSet(StringComparer.Ordinal);
        var all = outgoing.Union(incoming).ToLookup(arrow => IsWhole(arrow, outgoing, incoming, pods));
        return (all[true].ToHashSet(StringComparer.Ordinal), all[false].ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsWhole(string arrow, HashSet<string> outgoing, HashSet<string> incoming, JsonNode?[] names)
    {
        var (from, to) = (arrow.Split(" → ")[0], arrow.Split(" → ")[1].Split(' ')[0]);
        bool IsOurs(string name) => names.Any(labels => NameOf(labels) == name);
        return (!IsOurs(from) || outgoing.Contains(arrow)) && (!IsOurs(to) || incoming.Contains(arrow));
    }

    private static IEnumerable<string> Ends(JsonNode policy, string direction, string peers, JsonNode?[] names) =>
        from self in names.Where(labels => Manifest.Matches(policy["podSelector"], labels)).Select(NameOf)
        from rule in Manifest.List(policy[direction])
        from peer in rule[peers] is null ? [null] : Manifest.List(rule[peers]).Cast<JsonNode?>()
        from other in PeersOf(peer, names)
        from port in Manifest.List(rule["ports"])
        select direction == "egress" ? $"{self} → {other} {PortOf(port)}" : $"{other} → {self} {PortOf(port)}";

    private static IEnumerable<string> PeersOf(JsonNode? peer, JsonNode?[] names) => peer switch
    {
        null => ["anywhere"],
        _ when peer["namespaceSelector"]?["matchLabels"]?["kubernetes.io/metadata.name"] is { } space => [$"namespace:{space.GetValue<string>()}"],
        _ => names.Where(labels => Manifest.Matches(peer["podSelector"], labels)).Select(NameOf),
    };

    private static string NameOf(JsonNode? labels) => labels?["app.kubernetes.io/name"]?.GetValue<string>() ?? "unnamed";

    private static string PortOf(JsonNode port) => $"{port["protocol"]!.GetValue<string>()}/{port["port"]!.GetValue<long>()}";
}
