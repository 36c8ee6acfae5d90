using System.CommandLine;
using Sentiment.Cli.Building;
using Sentiment.Cli.Processes;

namespace Sentiment.Cli.Training;

/// <summary><c>sentiment train</c>: builds the trainer and runs it on this terminal; what it does not know here, it passes on.</summary>
internal static class TrainCommand
{
    private const string Project = "Sentiment.Training";

    public static Command Create(CommandContext context)
    {
        var data = new Option<string>("--data") { Description = "Folder with the corpora", HelpName = "DIR", Required = true };
        var output = new Option<string>("--output")
        {
            Description = "The model package to write (default: models/sentiment-base in the repository)",
            HelpName = "DIR",
        };
        var command = new Command("train", "Train the shipped model and write its package; further options go to the trainer: --seed N, --work DIR.")
        {
            data, output,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => RunAsync(
            context,
            [
                "--data", Path.GetFullPath(parsed.GetRequiredValue(data)),
                "--output", Path.GetFullPath(parsed.GetValue(output) ?? context.Repository.Combine("models", "sentiment-base")),
                .. parsed.UnmatchedTokens,
            ]));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IReadOnlyList<string> arguments)
    {
        using (await BuildLock.TakeAsync(context, context.Signals.Stop))
        {
            await DotnetBuild.RunAsync(context.Repository.Combine("tools", Project, Project + ".csproj"), context, context.Signals.Stop);
        }

        var trainer = new Tool(context.Repository.ReleaseExecutable(Project), arguments)
        {
            WorkingDirectory = Environment.CurrentDirectory,
        };

        // Ctrl-C reaches the trainer too, which writes its checkpoint; only a second one kills it.
        return await trainer.RunAttachedAsync(context.Signals.Now);
    }
}
