using System.CommandLine;
using System.CommandLine.Help;
using Sentiment.Cli.Benchmarking;
using Sentiment.Cli.Evaluation;
using Sentiment.Cli.Experiments;
using Sentiment.Cli.Keys;
using Sentiment.Cli.Output;
using Sentiment.Cli.Processes;
using Sentiment.Cli.Testing;
using Sentiment.Cli.Training;
using Sentiment.Cli.Up;

namespace Sentiment.Cli;

/// <summary>The <c>sentiment</c> command: one line a subcommand.</summary>
internal static class SentimentCommand
{
    public static async Task<int> InvokeAsync(string[] args)
    {
        using var signals = new StopSignals();
        var context = new CommandContext(Repository.Find(), Terminal.ForConsole(), signals, TimeProvider.System);

        // Not RootCommand: it takes its name from the executable, which nobody types.
        var root = new Command("sentiment", "Sentiment analysis: a gateway and its inference pools, on this machine.")
        {
            UpCommand.Create(context),
            AbCommand.Create(context),
            KeysCommand.Create(context),
            TestCommand.Create(context),
            BenchCommand.Create(context),
            TrainCommand.Create(context),
            EvaluateCommand.Create(context),
            new HelpOption(),
            new VersionOption(),
        };

        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            Explain(parsed, context.Terminal);
            return ExitCodes.Usage;
        }

        try
        {
            // Signals are ours: `up` ends its children first, however long that takes.
            var exitCode = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
            return args.Length == 0 ? ExitCodes.Usage : exitCode;
        }
        catch (OperationCanceledException) when (context.Signals.Stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception failure) when (failure is CommandFailedException or IOException or UnauthorizedAccessException)
        {
            // The disk and its permissions are the user's to mend; anything else is a bug and shows its stack.
            context.Terminal.Fail(failure.Message);
            return ExitCodes.Failure;
        }
    }

    private static void Explain(ParseResult parsed, Terminal terminal)
    {
        // An unknown command is also a missing one; the first says more.
        var command = parsed.CommandResult.Command;
        var messages = parsed.UnmatchedTokens.Count > 0 && command.TreatUnmatchedTokensAsErrors
            ? parsed.UnmatchedTokens.Select(token => $"Unknown command or option: {token}")
            : parsed.Errors.Select(error => error.Message);
        foreach (var message in messages.Distinct())
        {
            terminal.Fail(message);
        }

        terminal.Fail($"See: {FullName(command)} --help");
    }

    private static string FullName(Symbol command) =>
        command.Parents.FirstOrDefault() is { } parent ? $"{FullName(parent)} {command.Name}" : command.Name;
}
