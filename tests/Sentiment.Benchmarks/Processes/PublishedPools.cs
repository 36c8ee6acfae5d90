using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Processes;

/// <summary>The pools as they are deployed: what a row says of a start or of memory is about this, not about a developer's build.</summary>
internal static class PublishedPools
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Publishes a pool; most of it is there when another row has asked before.</summary>
    /// <returns>Path of its executable.</returns>
    public static async Task<string> PublishAsync(PoolKind kind, Action<string> say)
    {
        say($"publishing {Servers.Project(kind)}");
        var output = RepositoryRoot.Combine("artifacts", "benchmarks", "published", Servers.Project(kind));
        var project = Path.Combine(kind == PoolKind.Onnx ? "inference-onnx" : "inference-torch", $"{Servers.Project(kind)}.csproj");

        // A build of its own: the repository's is what other rows run. Analyzers have passed there.
        var result = await CommandProcess.RunAsync(
            new ProcessCommand(
                "dotnet",
                "publish", project, "-c", "Release", "-o", output, "-p:RunAnalyzers=false", "-p:CreateHardLinksForPublishFilesIfPossible=true",
                $"-p:ArtifactsPath={RepositoryRoot.Combine("artifacts", "benchmarks", "build")}", "-nodeReuse:false", "-nologo")
            {
                WorkingDirectory = RepositoryRoot.Path,
                Environment = new Dictionary<string, string?> { ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0", ["UseSharedCompilation"] = "false" },
            },
            Limit);
        return result.ExitCode == 0
            ? Path.Combine(output, Servers.Project(kind))
            : throw new InvalidOperationException($"dotnet publish ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
    }
}
