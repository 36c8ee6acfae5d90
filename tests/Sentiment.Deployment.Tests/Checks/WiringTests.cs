using System.Text.Json.Nodes;
using Sentiment.Deployment.Tests.Manifests;
using Sentiment.TestKit;

namespace Sentiment.Deployment.Tests.Checks;

/// <summary>That what points at something hits it: selectors, ports, targets.</summary>
public sealed class WiringTests
{
    private static readonly Dictionary<string, string> Folders = new(StringComparer.Ordinal)
    {
        ["sentiment-gateway"] = "gateway",
        ["sentiment-inference-onnx"] = "inference-onnx",
        ["sentiment-inference-torch"] = "inference-torch",
    };

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Selectors_MatchTheLabelsOfPods(string variant)
    {
        var manifests = await Variants.BuildAsync(variant);
        var pods = manifests.Where(static manifest => manifest.Template is not null).Select(static manifest => manifest.Template!["metadata"]!["labels"]).ToArray();
        var selectors = manifests.Select(static manifest => (Manifest: manifest, Selector: SelectorOf(manifest))).Where(static pair => pair.Selector is not null).ToArray();

        Assert.NotEmpty(selectors);
        Assert.Empty(selectors.Where(pair => !pods.Any(labels => Manifest.Matches(pair.Selector, labels))).Select(static pair => $"{pair.Manifest} selects no pod"));

        // And each controller its own alone: two that share pods fight for them.
        foreach (var deployment in manifests.Where(static manifest => manifest.Kind == "Deployment"))
        {
            Assert.Equal(1, pods.Count(labels => Manifest.Matches(deployment.Root["spec"]!["selector"], labels)));
        }
    }

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task ServicePorts_AreOfTheContainersBehindThem(string variant)
    {
        var manifests = await Variants.BuildAsync(variant);
        var flaws =
            from service in manifests.Where(static manifest => manifest.Kind == "Service")
            let container = ContainerBehind(service, manifests)
            let ports = Manifest.List(container["ports"]).ToDictionary(static port => Manifest.Text(port, "name"), static port => port["containerPort"]!.GetValue<long>(), StringComparer.Ordinal)
            from port in Manifest.List(service.Root["spec"]!["ports"])
            where !ports.TryGetValue(Manifest.Text(port, "targetPort"), out var number) || number != port["port"]!.GetValue<long>()
            select $"{service}: {port.ToJsonString()} of {string.Join(", ", ports)}";

        Assert.Empty(flaws);
    }

    /// <summary>What a service listens on is in its own settings; the manifests name the ports a second time.</summary>
    [Theory]
    [ClassData(typeof(Variants))]
    public async Task ContainerPorts_AreWhatTheServiceListensOn(string variant)
    {
        foreach (var deployment in (await Variants.BuildAsync(variant)).Where(static manifest => manifest.Kind == "Deployment" && Folders.ContainsKey(manifest.Name)))
        {
            var settings = JsonNode.Parse(await File.ReadAllTextAsync(RepositoryRoot.Combine(Folders[deployment.Name], "appsettings.json"), TestContext.Current.CancellationToken))!;
            var listen = settings["Sentiment"]!["Listen"]!;
            var ports = Manifest.List(deployment.Template!["spec"]!["containers"]![0]!["ports"]).ToDictionary(static port => Manifest.Text(port, "name"), static port => port["containerPort"]!.GetValue<long>(), StringComparer.Ordinal);

            Assert.Equal((listen["Port"]!.GetValue<long>(), listen["ManagementPort"]!.GetValue<long>()), (ports["http"], ports["management"]));
        }
    }

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Targets_OfScalingMonitorsAndRoutes_AreThere(string variant)
    {
        var manifests = await Variants.BuildAsync(variant);
        var missing =
            from manifest in manifests
            from target in TargetsOf(manifest)
            where !manifests.Any(other => other.Kind == target.Kind && other.Name == target.Name)
            select $"{manifest}: {target}";

        Assert.Empty(missing);

        // One hand on a wheel.
        var scaled = manifests.Where(static manifest => manifest.Kind is "HorizontalPodAutoscaler" or "ScaledObject").Select(static manifest => Manifest.Text(manifest.Root["spec"]!["scaleTargetRef"]!, "name")).ToArray();
        Assert.Equal(scaled.Length, scaled.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(manifests, manifest => manifest.Kind == "Deployment" && scaled.Contains(manifest.Name) && manifest.Root["spec"]!["replicas"] is not null);
    }

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Probes_AskAPortOfTheContainer(string variant)
    {
        foreach (var manifest in (await Variants.BuildAsync(variant)).Where(static manifest => manifest.Kind == "Deployment"))
        {
            foreach (var container in Manifest.List(manifest.Template!["spec"]!["containers"]))
            {
                var ports = Manifest.List(container["ports"]).Select(static port => Manifest.Text(port, "name")).ToArray();
                foreach (var probe in (string[])["readinessProbe", "livenessProbe"])
                {
                    var asked = container[probe]?["httpGet"] ?? container[probe]?["tcpSocket"];
                    Assert.True(asked is not null && ports.Contains(Manifest.Text(asked, "port")), $"{manifest}: {probe} asks {asked?.ToJsonString() ?? "nothing"} of {string.Join(", ", ports)}");
                }
            }
        }
    }

    [Theory]
    [InlineData("{\"app\":\"a\"}", true)]
    [InlineData("{\"app\":\"b\"}", false)]
    [InlineData("{\"matchLabels\":{\"app\":\"a\",\"part\":\"x\"}}", true)]
    [InlineData("{\"matchLabels\":{\"app\":\"a\",\"part\":\"y\"}}", false)]
    [InlineData("{\"matchExpressions\":[{\"key\":\"app\",\"operator\":\"In\",\"values\":[\"b\",\"a\"]}]}", true)]
    [InlineData("{\"matchExpressions\":[{\"key\":\"app\",\"operator\":\"In\",\"values\":[\"b\"]}]}", false)]
    [InlineData("{}", true)]
    public void Selector_OfLabels_MatchesWhenAllThatItWantsIsThere(string selector, bool matches) =>
        Assert.Equal(matches, Manifest.Matches(JsonNode.Parse(selector), JsonNode.Parse("{\"app\":\"a\",\"part\":\"x\"}")));

    private static JsonNode? SelectorOf(Manifest manifest) => manifest.Kind switch
    {
        "Service" or "Deployment" or "PodDisruptionBudget" => manifest.Root["spec"]!["selector"],
        "NetworkPolicy" or "Server" => manifest.Root["spec"]!["podSelector"],
        _ => null,
    };

    private static JsonNode ContainerBehind(Manifest service, IReadOnlyList<Manifest> manifests) => manifests
        .Where(static manifest => manifest.Kind == "Deployment")
        .Single(manifest => Manifest.Matches(service.Root["spec"]!["selector"], manifest.Template!["metadata"]!["labels"]))
        .Template!["spec"]!["containers"]![0]!;

    private static IEnumerable<(string Kind, string Name)> TargetsOf(Manifest manifest)
    {
        var spec = manifest.Root["spec"];
        return manifest.Kind switch
        {
            "HorizontalPodAutoscaler" or "ScaledObject" => [("Deployment", Manifest.Text(spec!["scaleTargetRef"]!, "name"))],
            "HTTPRoute" => Manifest.List(spec!["rules"]).SelectMany(static rule => Manifest.List(rule["backendRefs"])).Select(static backend => ("Service", Manifest.Text(backend, "name")))
                .Concat(Manifest.List(spec["parentRefs"]).Select(static parent => ("Gateway", Manifest.Text(parent, "name")))),
            "ServiceMonitor" => [("Service", Manifest.Text(spec!["selector"]!["matchLabels"]!, "app.kubernetes.io/name"))],
            "AuthorizationPolicy" => [("Server", Manifest.Text(spec!["targetRef"]!, "name"))],
            "MeshTLSAuthentication" => Manifest.List(spec!["identityRefs"]).Select(static identity => ("ServiceAccount", Manifest.Text(identity, "name"))),
            "RoleBinding" => [("Role", Manifest.Text(manifest.Root["roleRef"]!, "name")), .. Manifest.List(manifest.Root["subjects"]).Select(static subject => ("ServiceAccount", Manifest.Text(subject, "name")))],
            _ => [],
        };
    }
}
