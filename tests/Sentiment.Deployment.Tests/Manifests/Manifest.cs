using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Sentiment.Deployment.Tests.Manifests;

/// <summary>An object as it would be applied.</summary>
/// <param name="Yaml">As kustomize has written it.</param>
/// <param name="Root">The same as a tree.</param>
internal sealed record Manifest(string Yaml, JsonObject Root)
{
    private static readonly string[] OwnGroups = ["v1", "apps/v1", "batch/v1", "autoscaling/v2", "policy/v1", "networking.k8s.io/v1", "rbac.authorization.k8s.io/v1"];

    public string ApiVersion => Text(Root, "apiVersion");

    public string Kind => Text(Root, "kind");

    public string Name => Text(Root["metadata"]!, "name");

    /// <summary>Whether Kubernetes itself has this kind.</summary>
    public bool IsCore => OwnGroups.Contains(ApiVersion);

    /// <summary>The pod template of what has one.</summary>
    public JsonNode? Template => Kind switch
    {
        "Deployment" => Root["spec"]!["template"],
        "CronJob" => Root["spec"]!["jobTemplate"]!["spec"]!["template"],
        _ => null,
    };

    public static IReadOnlyList<Manifest> ReadAll(string yaml) =>
    [
        .. yaml.Split("\n---\n").Select(static document =>
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(document));
            return new Manifest(document, (JsonObject)NodeOf(stream.Documents.Single().RootNode)!);
        }),
    ];

    public override string ToString() => $"{Kind} {Name}";

    public static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? string.Empty;

    /// <summary>Entries of a list that may be missing.</summary>
    public static IEnumerable<JsonNode> List(JsonNode? node) => node is JsonArray list ? list.OfType<JsonNode>() : [];

    /// <summary>The containers of a pod, those that run before the others included.</summary>
    public static IEnumerable<JsonNode> ContainersOf(JsonNode template) => List(template["spec"]!["initContainers"]).Concat(List(template["spec"]!["containers"]));

    /// <summary>Whether labels have all that a selector wants.</summary>
    public static bool Matches(JsonNode? selector, JsonNode? labels)
    {
        var wanted = selector?["matchLabels"] ?? (selector?["matchExpressions"] is null ? selector : null);
        return (wanted is not JsonObject pairs || pairs.All(pair => labels?[pair.Key]?.GetValue<string>() == pair.Value!.GetValue<string>()))
            && List(selector?["matchExpressions"]).All(rule => List(rule["values"]).Any(value => value.GetValue<string>() == labels?[Text(rule, "key")]?.GetValue<string>()));
    }

    // Scalars stay text, but for those that are truly true, false or a number.
    private static JsonNode? NodeOf(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(static pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, NodeOf(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(NodeOf)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "null" or "~" or "" } => null,
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain when bool.TryParse(plain.Value, out var truth) => JsonValue.Create(truth),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain when long.TryParse(plain.Value, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidDataException($"{node.NodeType} is not expected here."),
    };
}
