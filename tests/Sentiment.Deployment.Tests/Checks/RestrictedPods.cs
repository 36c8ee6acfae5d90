using System.Text.Json.Nodes;
using Sentiment.Deployment.Tests.Manifests;

namespace Sentiment.Deployment.Tests.Checks;

/// <summary>Kubernetes' Pod Security Standard "restricted", and what we ask besides: a read-only root, bounds of memory, an image with a version.</summary>
internal static class RestrictedPods
{
    private static readonly string[] Volumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    /// <returns>What is wrong with the template of a pod.</returns>
    public static IEnumerable<string> FlawsOf(JsonNode template)
    {
        var spec = template["spec"]!;
        foreach (var shared in (string[])["hostNetwork", "hostPID", "hostIPC"])
        {
            if (Is(spec[shared]))
            {
                yield return $"{shared} is true";
            }
        }

        foreach (var volume in Manifest.List(spec["volumes"]))
        {
            if (((JsonObject)volume).Select(static field => field.Key).FirstOrDefault(static key => key != "name" && !Volumes.Contains(key)) is { } kind)
            {
                yield return $"a volume is a {kind}";
            }
        }

        foreach (var container in Manifest.ContainersOf(template))
        {
            foreach (var flaw in FlawsOf(container, spec["securityContext"]))
            {
                yield return $"{Manifest.Text(container, "name")}: {flaw}";
            }
        }
    }

    private static IEnumerable<string> FlawsOf(JsonNode container, JsonNode? pod)
    {
        var own = container["securityContext"];
        if (own?["allowPrivilegeEscalation"] is not { } escalation || Is(escalation))
        {
            yield return "allowPrivilegeEscalation is not false";
        }

        if (Is(own?["privileged"]))
        {
            yield return "it is privileged";
        }

        if (!Is(own?["runAsNonRoot"] ?? pod?["runAsNonRoot"]) || (own?["runAsUser"] ?? pod?["runAsUser"])?.GetValue<long>() is null or 0)
        {
            yield return "it may run as root";
        }

        if (!Manifest.List(own?["capabilities"]?["drop"]).Any(static name => name.GetValue<string>() == "ALL") || Manifest.List(own?["capabilities"]?["add"]).Any(static name => name.GetValue<string>() != "NET_BIND_SERVICE"))
        {
            yield return "it keeps capabilities";
        }

        if (((own?["seccompProfile"] ?? pod?["seccompProfile"])?["type"]?.GetValue<string>() ?? "Unconfined") is not ("RuntimeDefault" or "Localhost"))
        {
            yield return "it has no seccomp profile";
        }

        if (!Is(own?["readOnlyRootFilesystem"]))
        {
            yield return "its root can be written to";
        }

        if (container["resources"]?["limits"]?["memory"] is null || container["resources"]?["requests"]?["cpu"] is null)
        {
            yield return "it has no bound of memory, or asks for no processor";
        }

        var image = Manifest.Text(container, "image");
        if (!image.Contains('/', StringComparison.Ordinal) || image[image.LastIndexOf('/')..].Split(':', '@') is not [_, not ("" or "latest"), ..])
        {
            yield return $"its image {image} has no registry, or no version";
        }
    }

    private static bool Is(JsonNode? value) => value is not null && value.GetValue<bool>();
}
