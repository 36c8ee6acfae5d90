using System.CommandLine;
using Sentiment.Cli.Building;
using Sentiment.Cli.Processes;

namespace Sentiment.Cli.Evaluation;

/// <summary><c>sentiment evaluate</c>: builds the evaluation tool and runs it on this terminal.</summary>
internal static class EvaluateCommand
{
    private const string Project = "Sentiment.Evaluation";

    public static Command Create(CommandContext context)
    {
        var model = new Argument<string>("model") { Description = "Folder of the model package, such as models/sentiment-base", HelpName = "MODEL" };
        var files = new Argument<string[]>("files")
        {
            Description = "Texts to measure on: label TAB text a line, maybe gzipped; 0 blame, 1 praise, 2 neither (or the five grades 0 to 4)",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output")
        {
            Description = "Where evaluation.json, evaluation.md and reliability.svg go (default: artifacts/evaluation)",
            HelpName = "DIR",
        };
        var variants = new Option<string>("--variants")
        {
            Description = "Of onnx/fp32, onnx/int8, torch/fp32, torch/bf16 (default: the first three)",
            HelpName = "NAME,...",
        };
        var heldBack = new Option<bool>("--held-back") { Description = "Only texts whose labels training holds back: one in twenty, by a hash" };
        var drift = new Option<bool>("--drift") { Description = "Only hold the texts, whatever their labels, against the baseline of the package" };
        var baseline = new Option<bool>("--write-baseline") { Description = "Only make the texts, whatever their labels, the new baseline of the package: writes its manifest.json" };
        var threads = new Option<int?>("--threads") { Description = "Threads of a run (default: 2)", HelpName = "N" };
        var command = new Command("evaluate", "Measure a model package on labelled texts: accuracy, calibration, and whether its variants differ.")
        {
            model, files, output, variants, heldBack, threads, drift, baseline,
        };
        command.SetAction((parsed, _) => RunAsync(
            context,
            [
                "--model", Path.GetFullPath(parsed.GetRequiredValue(model)),
                "--output", Path.GetFullPath(parsed.GetValue(output) ?? context.Repository.Combine("artifacts", "evaluation")),
                .. parsed.GetValue(variants) is { } names ? ["--variants", names] : (string[])[],
                .. parsed.GetValue(threads) is { } count ? ["--threads", $"{count}"] : (string[])[],
                .. parsed.GetValue(heldBack) ? ["--held-back"] : (string[])[],
                .. parsed.GetValue(drift) ? ["--drift"] : (string[])[],
                .. parsed.GetValue(baseline) ? ["--write-baseline"] : (string[])[],
                .. parsed.GetRequiredValue(files).Select(Path.GetFullPath),
            ]));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IReadOnlyList<string> arguments)
    {
        using (await BuildLock.TakeAsync(context, context.Signals.Stop))
        {
            await DotnetBuild.RunAsync(context.Repository.Combine("tools", Project, Project + ".csproj"), context, context.Signals.Stop);
        }

        return await new Tool(context.Repository.ReleaseExecutable(Project), arguments) { WorkingDirectory = Environment.CurrentDirectory }
            .RunAttachedAsync(context.Signals.Stop);
    }
}
