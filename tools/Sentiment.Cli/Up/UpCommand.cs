using System.CommandLine;
using System.Globalization;

namespace Sentiment.Cli.Up;

/// <summary><c>sentiment up</c>: its options, and what is wrong with them.</summary>
internal static class UpCommand
{
    public static Command Create(CommandContext context)
    {
        var portBase = PortBaseOption();
        var state = new Option<string>("--state")
        {
            Description = $"State directory: run.json, gateway.json, lock (default: {UpOptions.DefaultStateDirectory} in the repository)",
            HelpName = "DIR",
        };
        var pools = PoolsOption(context.Repository);
        var noBuild = new Option<bool>("--no-build") { Description = "Start what is built already" };

        var command = new Command("up", "Build what is missing or changed, start the pools and the gateway, and keep them running until Ctrl-C.")
        {
            portBase, state, pools, noBuild,
        };
        command.SetAction((parsed, _) => new UpSession(
            context,
            new UpOptions(
                parsed.GetValue(portBase),
                Path.GetFullPath(parsed.GetValue(state) ?? context.Repository.Combine(UpOptions.DefaultStateDirectory)),
                Select(context.Repository, parsed.GetValue(pools)),
                Build: !parsed.GetValue(noBuild))).RunAsync());
        return command;
    }

    private static Option<int> PortBaseOption() => new("--port-base")
    {
        Description = "The gateway's port N; pools take N+1 and N+2, management ports are 1000 higher",
        HelpName = "N",
        DefaultValueFactory = _ => UpOptions.DefaultPortBase,
        CustomParser = result =>
        {
            var asked = result.Tokens[0].Value;
            if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= UpOptions.MaximumPortBase)
            {
                return port;
            }

            result.AddError($"--port-base {asked}: must be a number from 1 to {UpOptions.MaximumPortBase}, so that all ports of the system exist.");
            return default;
        },
    };

    private static Option<string> PoolsOption(Repository repository)
    {
        var present = PoolKind.In(repository).Select(pool => pool.Name).ToArray();
        var option = new Option<string>("--pools")
        {
            Description = $"Pools to start, separated by commas (default: all there are: {string.Join(',', present)})",
            HelpName = "NAMES",
        };
        option.Validators.Add(result =>
        {
            var asked = Names(result.GetValueOrDefault<string>());
            if (asked.Length == 0 || asked.Except(present).Any())
            {
                result.AddError($"--pools {string.Join(',', asked)}: choose from {string.Join(", ", present)}, separated by commas.");
            }
        });
        return option;
    }

    private static PoolKind[] Select(Repository repository, string? asked)
    {
        var present = PoolKind.In(repository);
        return asked is null ? [.. present] : [.. present.Where(pool => Names(asked).Contains(pool.Name))];
    }

    private static string[] Names(string? asked) =>
        (asked ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
