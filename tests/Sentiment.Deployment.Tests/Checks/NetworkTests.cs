using Sentiment.Deployment.Tests.Manifests;
using Sentiment.TestKit;

namespace Sentiment.Deployment.Tests.Checks;

/// <summary>That network policies allow the arrows of docs/operations/network.md, each and no other.</summary>
public sealed class NetworkTests
{
    private const string Edge = "overlays/edge";

    // K3s has its ingress there, too.
    private const string NameServers = "namespace:kube-system";

    // Of what every overlay has, and of the component that brings them.
    private static readonly (string Part, string Arrow)[] Documented =
    [
        .. File.ReadLines(RepositoryRoot.Combine("docs", "operations", "network.md"))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries)).Where(static cells => cells.Length == 7 && cells[3].Contains('/', StringComparison.Ordinal))
            .Select(static cells => (cells[4], $"{cells[1]} → {cells[2]} {cells[3]}")),
    ];

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Arrows_AreThoseOfTheDocument(string variant)
    {
        var manifests = await Variants.BuildAsync(variant);
        var pods = manifests.Where(static manifest => manifest.Template is not null).Select(static manifest => manifest.Template!["metadata"]!["labels"]!["app.kubernetes.io/name"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var parts = PartsOf(variant);
        var expected = Documented.Where(row => parts.Contains(row.Part) && EndsAreIn(row.Arrow, pods)).Select(row => variant == Edge ? row.Arrow.Replace("namespace:ingress", NameServers, StringComparison.Ordinal) : row.Arrow);

        Assert.Contains(manifests, static manifest => manifest is { Kind: "NetworkPolicy", Name: "sentiment-nothing" });
        Assert.Equal(expected.Order(StringComparer.Ordinal), Arrows.Of(manifests).Where(static arrow => !IsNameQuestion(arrow)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Arrows_BetweenPods_AreAllowedAtBothEnds(string variant) =>
        Assert.Empty(Arrows.HalvesOf(await Variants.BuildAsync(variant)));

    [Fact]
    public void Arrow_ThatOneEndDoesNotAllow_IsAHalf()
    {
        var pods = string.Join("\n---\n", ((string[])["a", "b"]).Select(static name =>
            $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: {name} }}\nspec: {{ template: {{ metadata: {{ labels: {{ app.kubernetes.io/name: {name} }} }} }} }}"));
        var policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: { podSelector: { matchLabels: { app.kubernetes.io/name: a } }, "
            + "egress: [{ to: [{ podSelector: { matchLabels: { app.kubernetes.io/name: b } } }], ports: [{ protocol: TCP, port: 1 }] }] }";
        var manifests = Manifest.ReadAll($"{pods}\n---\n{policy}");

        Assert.Empty(Arrows.Of(manifests));
        Assert.Equal(["a → b TCP/1"], Arrows.HalvesOf(manifests));
    }

    // Every pod has these; the table says so above itself.
    private static bool IsNameQuestion(string arrow) => arrow.EndsWith($" → {NameServers} UDP/53", StringComparison.Ordinal) || arrow.EndsWith($" → {NameServers} TCP/53", StringComparison.Ordinal);

    private static bool EndsAreIn(string arrow, HashSet<string> pods)
    {
        string[] ends = [arrow.Split(" → ")[0], arrow.Split(" → ")[1].Split(' ')[0]];
        return ends.All(end => !end.StartsWith("sentiment-", StringComparison.Ordinal) || pods.Contains(end));
    }

    private static string[] PartsOf(string variant)
    {
        if (variant.StartsWith("components/", StringComparison.Ordinal))
        {
            return ["base", variant.Split('/')[1]];
        }

        // What an overlay has in it is what its kustomization lists.
        var lines = File.ReadLines(RepositoryRoot.Combine("kustomize", variant, "kustomization.yaml"));
        return ["base", .. lines.Where(static line => line.Contains("../../components/", StringComparison.Ordinal)).Select(static line => line[(line.LastIndexOf('/') + 1)..].Trim())];
    }
}
