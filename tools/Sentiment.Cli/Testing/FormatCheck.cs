using Sentiment.Cli.Building;
using Sentiment.Cli.Output;

namespace Sentiment.Cli.Testing;

/// <summary>
/// <c>dotnet format</c> changes nothing. Whitespace only: style and analyzers are errors of the build already, and would take
/// minutes here.
/// </summary>
internal static class FormatCheck
{
    /// <summary>Null, or what is wrong.</summary>
    public static async Task<string?> RunAsync(CommandContext context, CancellationToken stop)
    {
        context.Terminal.Say("Checking the format (dotnet format) …");
        var start = context.Time.GetTimestamp();
        var tool = DotnetBuild.Dotnet(
            context.Repository, "format", "whitespace", context.Repository.Solution, "--no-restore", "--verify-no-changes", "--verbosity", "minimal");
        var end = await Heartbeat.DuringAsync(tool.RunAsync(line => context.Terminal.Say("  " + line), stop), "checking the format", context);
        context.Terminal.Say($"  done in {Duration.Text(context.Time.GetElapsedTime(start))}");
        return end.ExitCode == 0 ? null : "dotnet format: the files named above are not formatted; run `dotnet format whitespace`";
    }
}
