using System.CommandLine;
using Sentiment.Cli.Building;
using Sentiment.Cli.Processes;

namespace Sentiment.Cli.Benchmarking;

/// <summary><c>sentiment bench</c>: builds the benchmarks, and with them all that they measure, and runs them on this terminal; its options are theirs.</summary>
internal static class BenchCommand
{
    private const string Project = "Sentiment.Benchmarks";

    public static Command Create(CommandContext context)
    {
        var only = new Option<string>("--only") { Description = "Rows to run, separated by commas (default: all)", HelpName = "ROWS" };
        var list = new Option<bool>("--list") { Description = "Name the rows and end" };
        var quick = new Option<bool>("--quick") { Description = "Few and short rounds: shows that rows run, proves nothing" };
        var micro = new Option<bool>("--micro") { Description = "Single functions by BenchmarkDotNet instead of rows: time and allocated bytes" };
        var resume = new Option<bool>("--resume") { Description = "Keep the rows that artifacts/benchmarks has and run the others: a whole run in several sittings on one machine" };
        var output = new Option<string>("--output")
        {
            Description = "Folder for results.md and results.json (default: docs/benchmarks for a full run of all rows, else artifacts/benchmarks)",
            HelpName = "DIR",
        };
        var command = new Command("bench", "Measure the services against baselines, and write one table (docs/benchmarks).") { only, list, quick, micro, resume, output };
        command.SetAction((parsed, _) => RunAsync(context,
        [
            .. Given("--only", parsed.GetValue(only)),
            .. Flag("--list", parsed.GetValue(list)),
            .. Flag("--quick", parsed.GetValue(quick)),
            .. Flag("--micro", parsed.GetValue(micro)),
            .. Flag("--resume", parsed.GetValue(resume)),
            .. Given("--output", parsed.GetValue(output) is { } folder ? Path.GetFullPath(folder) : null),
        ]));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IReadOnlyList<string> arguments)
    {
        using (await BuildLock.TakeAsync(context, context.Signals.Stop))
        {
            await DotnetBuild.RunAsync(context.Repository.Combine("tests", Project, Project + ".csproj"), context, context.Signals.Stop);
        }

        var benchmarks = new Tool(context.Repository.ReleaseExecutable(Project), arguments) { WorkingDirectory = context.Repository.Root };

        // Ctrl-C reaches it too, and it ends its servers; only a second one kills it.
        return await benchmarks.RunAttachedAsync(context.Signals.Now);
    }

    private static string[] Given(string option, string? value) => value is null ? [] : [option, value];

    private static string[] Flag(string option, bool isGiven) => isGiven ? [option] : [];
}
