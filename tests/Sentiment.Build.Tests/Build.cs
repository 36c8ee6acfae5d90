using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.Build.Tests;

/// <summary>Runs the real build on projects of this repository; outputs go where the test says.</summary>
internal static class Build
{
    public const string OnnxPool = "inference-onnx/Sentiment.Inference.Onnx.csproj";
    public const string Gateway = "gateway/Sentiment.Gateway.csproj";
    public const string TorchPool = "inference-torch/Sentiment.Inference.Torch.csproj";

    // A publish compiles ahead, which takes a minute of a processor.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>The packages that a project references itself, under these properties. Nothing is restored.</summary>
    public static async Task<string[]> PackagesAsync(string project, params IEnumerable<string> properties)
    {
        var result = await RunAsync(["msbuild", RepositoryRoot.Combine(project), "-getItem:PackageReference", .. properties]);
        Assert.True(result.ExitCode == 0, result.Output);
        using var json = JsonDocument.Parse(result.Output);
        return [.. json.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray().Select(static item => item.GetProperty("Identity").GetString()!)];
    }

    /// <summary>What properties of a project come to, under these others. Nothing is restored.</summary>
    public static async Task<Dictionary<string, string>> PropertiesAsync(string project, string[] names, params IEnumerable<string> properties)
    {
        var result = await RunAsync(["msbuild", RepositoryRoot.Combine(project), $"-getProperty:{string.Join(',', names)}", .. properties]);
        Assert.True(result.ExitCode == 0, result.Output);
        using var json = JsonDocument.Parse(result.Output);
        return json.RootElement.GetProperty("Properties").EnumerateObject().ToDictionary(static property => property.Name, static property => property.Value.GetString()!);
    }

    /// <summary>Publishes a service whole, with the runtime: the machine's own may lie where another user cannot read it.</summary>
    /// <param name="project">The service.</param>
    /// <param name="output">Where to.</param>
    /// <param name="artifacts">What is built on the way: nothing of the repository's own output is touched.</param>
    public static Task<CommandResult> PublishAsync(string project, string output, string artifacts) => RunAsync(
    [
        // Analyzers have run in the build that this test is part of; links spare half a gigabyte.
        "publish", project, "-c", "Release", "-r", "linux-x64", "--self-contained", "-o", output,
        $"-p:ArtifactsPath={artifacts}", "-p:RunAnalyzers=false", "-p:CreateHardLinksForPublishFilesIfPossible=true",
    ]);

    /// <summary>Runs dotnet in a way that leaves no process behind, whatever builds beside it.</summary>
    public static Task<CommandResult> RunAsync(IReadOnlyList<string> arguments) => CommandProcess.RunAsync(
        new ProcessCommand("dotnet", [.. arguments, "-nodeReuse:false", "-nologo"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            Environment = new Dictionary<string, string?>
            {
                ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
                ["HardwareProfile"] = null,
            },
        },
        Limit);
}
