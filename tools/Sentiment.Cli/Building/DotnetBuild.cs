using System.Collections.Concurrent;
using Sentiment.Cli.Output;
using Sentiment.Cli.Processes;

namespace Sentiment.Cli.Building;

/// <summary><c>dotnet build</c> in release, quiet unless something is wrong, leaving no build server behind.</summary>
internal static class DotnetBuild
{
    private static readonly Dictionary<string, string> NoServers = new()
    {
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    /// <exception cref="CommandFailedException">It does not build; the errors were printed.</exception>
    public static async Task RunAsync(string projectOrSolution, CommandContext context, CancellationToken stop)
    {
        var name = Path.GetFileNameWithoutExtension(projectOrSolution);
        var printed = new ConcurrentDictionary<string, bool>();
        var start = context.Time.GetTimestamp();
        context.Terminal.Say($"Building {name} …");
        var tool = Dotnet(
            context.Repository, "build", projectOrSolution, "--configuration", "Release", "--disable-build-servers", "--verbosity", "quiet", "--tl:off", "--nologo");
        var end = await Heartbeat.DuringAsync(tool.RunAsync(Print, stop), $"building {name}", context);
        if (end.ExitCode != 0)
        {
            throw new CommandFailedException($"{name} does not build (dotnet build: exit code {end.ExitCode}); its errors are above.");
        }

        context.Terminal.Say($"  built in {Duration.Text(context.Time.GetElapsedTime(start))}");

        void Print(string line)
        {
            // The SDK says each twice: when it happens, and at the end.
            var isMessage = line.Contains("warning ", StringComparison.Ordinal) || line.Contains("error ", StringComparison.Ordinal);
            if (isMessage && printed.TryAdd(line.Trim(), true))
            {
                context.Terminal.Say("  " + line.Trim());
            }
        }
    }

    /// <summary>A call of the SDK in the repository, so that global.json chooses the version.</summary>
    public static Tool Dotnet(Repository repository, params IReadOnlyList<string> arguments) =>
        new("dotnet", arguments) { WorkingDirectory = repository.Root, Environment = NoServers };
}
