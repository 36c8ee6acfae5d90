using System.CommandLine;
using Sentiment.Cli.RunState;

namespace Sentiment.Cli.Experiments;

/// <summary><c>sentiment ab</c>: shows the arms of a running system, and changes their weights.</summary>
internal static class AbCommand
{
    public static Command Create(CommandContext context)
    {
        var state = StateDirectory.Option("State directory of the running system");
        state.Recursive = true;
        var json = new Option<bool>("--json") { Description = "One line of JSON, for scripts" };
        var watch = new Option<bool>("--watch") { Description = "Every 2 s, the traffic of those 2 s, until Ctrl-C" };
        var command = new Command("ab", "Show the arms of a running system: weights, traffic, replicas, failovers, latency.")
        {
            state, json, watch, Set(context, state),
        };
        command.SetAction((parsed, _) =>
        {
            var show = new ShowArms(context, StateDirectory.Named(parsed.GetValue(state), context.Repository), parsed.GetValue(json));
            return parsed.GetValue(watch) ? show.WatchAsync(context.Signals.Stop) : show.OnceAsync(context.Signals.Stop);
        });
        return command;
    }

    private static Command Set(CommandContext context, Option<string> state)
    {
        var words = new Argument<string[]>("WEIGHTS")
        {
            Description = "Arms and their new weights, such as onnx=70 torch=30; an arm that is not named keeps its own",
            Arity = ArgumentArity.OneOrMore,
        };
        words.Validators.Add(result =>
        {
            foreach (var problem in WeightChange.ProblemsOf([.. result.Tokens.Select(token => token.Value)]))
            {
                result.AddError(problem);
            }
        });
        var file = new Option<string>("--file")
        {
            Description = "Change this configuration file of a gateway, instead of a running system's",
            HelpName = "FILE",
        };
        file.Validators.Add(result =>
        {
            if (result.GetResult(state) is not null)
            {
                result.AddError("--file and --state name two files; give one of them.");
            }
        });

        var command = new Command("set", "Change weights in the gateway's configuration file, and wait until they are in force.") { words, file };
        command.SetAction((parsed, _) =>
        {
            var change = new SetWeights(context, WeightChange.Of(parsed.GetRequiredValue(words)));
            return parsed.GetValue(file) is { } path
                ? change.InFileAsync(Path.GetFullPath(path), context.Signals.Stop)
                : change.InSystemAsync(StateDirectory.Named(parsed.GetValue(state), context.Repository), context.Signals.Stop);
        });
        return command;
    }
}
