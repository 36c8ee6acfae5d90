using System.Text.Json.Nodes;
using Sentiment.Deployment.Tests.Manifests;
using Sentiment.TestKit;

namespace Sentiment.Deployment.Tests.Checks;

/// <summary>Pods: what they may do, and that all that they name is there.</summary>
public sealed class PodsTests
{
    private const string Sound = """
        {"spec":{"securityContext":{"runAsNonRoot":true,"runAsUser":1000,"seccompProfile":{"type":"RuntimeDefault"}},"containers":[{"name":"x","image":"a.example/x:1.0",
        "securityContext":{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]}},"resources":{"requests":{"cpu":"1"},"limits":{"memory":"1Gi"}}}]}}
        """;

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Pods_AreRestricted(string variant)
    {
        var flaws =
            from manifest in await Variants.BuildAsync(variant)
            where manifest.Template is not null
            from flaw in RestrictedPods.FlawsOf(manifest.Template!)
            select $"{manifest}: {flaw}";

        Assert.Empty(flaws);
    }

    [Theory]
    [InlineData("\"runAsNonRoot\":true", "\"runAsNonRoot\":false", "may run as root")]
    [InlineData("\"runAsUser\":1000", "\"runAsUser\":0", "may run as root")]
    [InlineData("\"drop\":[\"ALL\"]", "\"drop\":[\"CHOWN\"]", "keeps capabilities")]
    [InlineData("\"drop\":[\"ALL\"]", "\"drop\":[\"ALL\"],\"add\":[\"SYS_ADMIN\"]", "keeps capabilities")]
    [InlineData("RuntimeDefault", "Unconfined", "no seccomp profile")]
    [InlineData("\"allowPrivilegeEscalation\":false,", "", "allowPrivilegeEscalation")]
    [InlineData("\"readOnlyRootFilesystem\":true", "\"readOnlyRootFilesystem\":false", "can be written to")]
    [InlineData("a.example/x:1.0", "a.example/x", "no version")]
    [InlineData("a.example/x:1.0", "a.example:5000/x:latest", "no version")]
    [InlineData("\"limits\":{\"memory\":\"1Gi\"}", "\"limits\":{}", "no bound of memory")]
    [InlineData("{\"spec\":{", "{\"spec\":{\"hostNetwork\":true,", "hostNetwork")]
    [InlineData("{\"spec\":{", "{\"spec\":{\"volumes\":[{\"name\":\"v\",\"hostPath\":{\"path\":\"/\"}}],", "hostPath")]
    public void Pod_WithALiberty_IsRefused(string part, string instead, string flaw)
    {
        Assert.Empty(RestrictedPods.FlawsOf(JsonNode.Parse(Sound)!));

        Assert.Contains(flaw, Assert.Single(RestrictedPods.FlawsOf(JsonNode.Parse(Sound.Replace(part, instead, StringComparison.Ordinal))!)), StringComparison.Ordinal);
    }

    /// <summary>A service takes as many processors for its own as its limit says, and the node's where there is none; a part of one is none.</summary>
    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Services_HaveWholeProcessors(string variant)
    {
        var limits = (await Variants.BuildAsync(variant)).Where(static manifest => manifest is { Kind: "Deployment", Name: "sentiment-gateway" or "sentiment-inference-onnx" or "sentiment-inference-torch" })
            .Select(static manifest => $"{manifest.Template!["spec"]!["containers"]![0]!["resources"]!["limits"]!["cpu"]}").ToArray();

        Assert.NotEmpty(limits);
        Assert.All(limits, static limit => Assert.Matches("^[1-9][0-9]*$", limit));
    }

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Names_AreOfWhatIsThereOrAnOperatorBrings(string variant)
    {
        var manifests = await Variants.BuildAsync(variant);
        var documented = await File.ReadAllTextAsync(RepositoryRoot.Combine("docs", "operations", "deploy.md"), TestContext.Current.CancellationToken);

        var missing =
            from manifest in manifests
            where manifest.Template is not null
            from name in ReferencesOf(manifest.Template!)
            where !manifests.Any(other => other.Kind == name.Kind && other.Name == name.Name)
                && !(name.Kind == "Secret" && documented.Contains($"| `{name.Name}` |", StringComparison.Ordinal))
            select $"{manifest}: {name}";

        Assert.Empty(missing);
    }

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Volumes_AreMountedAndMountsHaveAVolume(string variant)
    {
        foreach (var manifest in (await Variants.BuildAsync(variant)).Where(static manifest => manifest.Template is not null))
        {
            var volumes = Manifest.List(manifest.Template!["spec"]!["volumes"]).Select(static volume => Manifest.Text(volume, "name")).Order(StringComparer.Ordinal);
            var mounted = Manifest.ContainersOf(manifest.Template!).SelectMany(static container => Manifest.List(container["volumeMounts"])).Select(static mount => Manifest.Text(mount, "name"));

            Assert.Equal(volumes, mounted.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<(string Kind, string Name)> ReferencesOf(JsonNode template)
    {
        if (template["spec"]!["serviceAccountName"] is { } account)
        {
            yield return ("ServiceAccount", account.GetValue<string>());
        }

        foreach (var volume in Manifest.List(template["spec"]!["volumes"]))
        {
            if (volume["configMap"] is { } map)
            {
                yield return ("ConfigMap", Manifest.Text(map, "name"));
            }
            else if (volume["secret"] is { } secret)
            {
                yield return ("Secret", Manifest.Text(secret, "secretName"));
            }
            else if (volume["persistentVolumeClaim"] is { } claim)
            {
                yield return ("PersistentVolumeClaim", Manifest.Text(claim, "claimName"));
            }
        }
    }
}
