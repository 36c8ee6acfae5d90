using System.Text.Json.Nodes;
using Sentiment.Deployment.Tests.Manifests;

namespace Sentiment.Deployment.Tests.Checks;

/// <summary>Small schemas of the kinds that others bring into a cluster: the fields that we use, and those that must be there (with <c>!</c>).</summary>
internal static class CustomKinds
{
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["monitoring.coreos.com/v1 ServiceMonitor"] =
            ["spec!.selector!.matchLabels!.*", "spec!.endpoints![].port!", "spec.endpoints[].path", "spec.endpoints[].interval"],
        ["monitoring.coreos.com/v1 PrometheusRule"] =
        [
            "spec!.groups![].name!", "spec.groups[].interval", "spec.groups[].rules![].record", "spec.groups[].rules[].alert", "spec.groups[].rules[].expr!", "spec.groups[].rules[].for",
            "spec.groups[].rules[].labels.*", "spec.groups[].rules[].annotations.*",
        ],
        ["gateway.networking.k8s.io/v1 Gateway"] =
        [
            "spec!.gatewayClassName!", "spec.listeners![].name!", "spec.listeners[].hostname", "spec.listeners[].port!", "spec.listeners[].protocol!", "spec.listeners[].tls.mode",
            "spec.listeners[].tls.certificateRefs[].kind", "spec.listeners[].tls.certificateRefs[].name!", "spec.listeners[].allowedRoutes.namespaces.from",
        ],
        ["gateway.networking.k8s.io/v1 HTTPRoute"] =
        [
            "spec!.parentRefs[].name!", "spec.parentRefs[].sectionName", "spec.hostnames[]", "spec.rules[].matches[].path.type", "spec.rules[].matches[].path.value", "spec.rules[].timeouts.request",
            "spec.rules[].backendRefs[].name!", "spec.rules[].backendRefs[].port",
        ],
        ["keda.sh/v1alpha1 ScaledObject"] =
        [
            "spec!.scaleTargetRef!.name!", "spec.minReplicaCount", "spec.maxReplicaCount", "spec.pollingInterval", "spec.cooldownPeriod", "spec.triggers![].type!", "spec.triggers[].metricType",
            "spec.triggers[].metadata!.*",
        ],
        ["policy.linkerd.io/v1beta3 Server"] = ["spec!.podSelector!.matchLabels.*", "spec.port!", "spec.proxyProtocol"],
        ["policy.linkerd.io/v1alpha1 MeshTLSAuthentication"] = ["spec!.identityRefs[].kind!", "spec.identityRefs[].name!"],
        ["policy.linkerd.io/v1alpha1 AuthorizationPolicy"] =
        [
            "spec!.targetRef!.group!", "spec.targetRef.kind!", "spec.targetRef.name!", "spec.requiredAuthenticationRefs![].group", "spec.requiredAuthenticationRefs[].kind!",
            "spec.requiredAuthenticationRefs[].name!",
        ],
    };

    private static readonly string[] Common = ["apiVersion!", "kind!", "metadata!.name!", "metadata.namespace", "metadata.labels.*", "metadata.annotations.*"];

    /// <returns>What is wrong with the object, or null.</returns>
    public static string? FlawOf(Manifest manifest)
    {
        if (!Fields.TryGetValue($"{manifest.ApiVersion} {manifest.Kind}", out var fields))
        {
            return $"{manifest}: {manifest.ApiVersion} is a kind without a schema.";
        }

        var known = Common.Concat(fields).SelectMany(Prefixes).ToLookup(static path => path.Replace("!", string.Empty, StringComparison.Ordinal));
        return FlawOf(manifest.Root, string.Empty, known) is { } flaw ? $"{manifest}: {flaw}" : null;
    }

    private static string? FlawOf(JsonNode? node, string path, ILookup<string, string> known) => node switch
    {
        JsonObject fields => fields.Select(field => FlawOf(fields, field, path, known)).Concat(MissingIn(fields, path, known)).OfType<string>().FirstOrDefault(),
        JsonArray list => list.Select(entry => FlawOf(entry, $"{path}[]", known)).OfType<string>().FirstOrDefault(),
        _ => null,
    };

    private static string? FlawOf(JsonObject _, KeyValuePair<string, JsonNode?> field, string path, ILookup<string, string> known)
    {
        var name = path.Length == 0 ? field.Key : $"{path}.{field.Key}";
        return known.Contains(name) || known.Contains($"{name}[]") ? FlawOf(field.Value, name, known)
            : known.Contains($"{path}.*") ? null
            : $"{name} is no field.";
    }

    // A field that must be there: of which a known path ends in ! at this place.
    private static IEnumerable<string?> MissingIn(JsonObject fields, string path, ILookup<string, string> known)
    {
        var start = path.Length == 0 ? path : $"{path}.";
        return known.Where(group => group.Key.StartsWith(start, StringComparison.Ordinal) && !group.Key[start.Length..].Contains('.', StringComparison.Ordinal))
            .Where(static group => group.Any(static written => written.TrimEnd(']', '[').EndsWith('!')))
            .Select(group => group.Key[start.Length..].TrimEnd(']', '['))
            .Where(name => name.Length > 0 && !fields.ContainsKey(name))
            .Select(name => $"{start}{name} is missing.");
    }

    // a!.b[].c: a!, a!.b, a!.b[], a!.b[].c
    private static IEnumerable<string> Prefixes(string path)
    {
        var parts = path.Split('.');
        for (var length = 1; length <= parts.Length; length++)
        {
            var prefix = string.Join('.', parts[..length]);
            yield return prefix;
            if (prefix.EndsWith("[]", StringComparison.Ordinal))
            {
                yield return prefix[..^2];
            }
        }
    }
}
