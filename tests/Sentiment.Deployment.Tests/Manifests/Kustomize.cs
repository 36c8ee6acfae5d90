using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Sentiment.TestKit;

namespace Sentiment.Deployment.Tests.Manifests;

/// <summary><c>kubectl kustomize</c>: what would be applied, without a cluster.</summary>
internal static partial class Kustomize
{
    // The first whose kustomize knows components.
    private static readonly Version Needed = new(1, 21);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<string?>> Reason = new(FindReasonAsync);

    // Every check looks at every variant; a variant is made once.
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<Manifest>>>> Built = new(StringComparer.Ordinal);

    private static string Folder { get; } = RepositoryRoot.Combine("kustomize");

    /// <summary>Names of the overlays.</summary>
    public static IReadOnlyList<string> Overlays { get; } = Names("overlays");

    /// <summary>Names of the components.</summary>
    public static IReadOnlyList<string> Components { get; } = Names("components");

    /// <summary>Null where it is there; otherwise why a test that needs it cannot run.</summary>
    public static Task<string?> SkipReasonAsync() => Reason.Value;

    /// <summary>All objects of an overlay, or of the base with one component on top: <c>overlays/dev</c>, <c>components/redis</c>.</summary>
    public static Task<IReadOnlyList<Manifest>> BuildAsync(string variant) => Built.GetOrAdd(variant, static variant => new(() => MakeAsync(variant))).Value;

    private static async Task<IReadOnlyList<Manifest>> MakeAsync(string variant)
    {
        using var trial = new TemporaryFolder();
        var folder = Path.Combine(Folder, variant.Replace('/', Path.DirectorySeparatorChar));
        if (variant.StartsWith("components/", StringComparison.Ordinal))
        {
            // A component is nothing by itself.
            await File.WriteAllTextAsync(trial.Combine("kustomization.yaml"), $"""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: trial
                resources: ["{Path.GetRelativePath(trial.Path, Path.Combine(Folder, "base"))}"]
                components: ["{Path.GetRelativePath(trial.Path, folder)}"]
                """);
            folder = trial.Path;
        }

        var built = await CommandProcess.RunAsync(new ProcessCommand("kubectl", "kustomize", folder), Limit);
        Assert.True(built.ExitCode == 0, $"{variant}: {built.Error}");
        return Manifest.ReadAll(built.Output);
    }

    private static string[] Names(string kind) =>
        [.. Directory.GetDirectories(Path.Combine(Folder, kind)).Select(folder => $"{kind}/{Path.GetFileName(folder)}").Order(StringComparer.Ordinal)];

    private static async Task<string?> FindReasonAsync()
    {
        try
        {
            var version = await CommandProcess.RunAsync(new ProcessCommand("kubectl", "version", "--client"), Limit);
            return Numbers().Match(version.Output) is { Success: true } found && Version.Parse(found.Groups["version"].Value) >= Needed
                ? null
                : $"needs kubectl {Needed} or newer; here it is: {version.Output.ReplaceLineEndings(" ")}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"needs kubectl {Needed} or newer in PATH";
        }
    }

    [GeneratedRegex(@"v(?<version>[0-9]+\.[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Numbers();
}
