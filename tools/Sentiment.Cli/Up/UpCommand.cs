using System.CommandLine;
using System.Globalization;
using Sentiment.Cli.RunState;
using Sentiment.Serving.Hardware;

namespace Sentiment.Cli.Up;

/// <summary><c>sentiment up</c>: its options, and what is wrong with them.</summary>
internal static class UpCommand
{
    public static Command Create(CommandContext context)
    {
        var portBase = PortBaseOption();
        var state = StateDirectory.Option("State directory: run.json, gateway.json, lock");
        var pools = new PoolOptions(context.Repository);
        var redis = RedisChoice.Option();
        var noBuild = new Option<bool>("--no-build") { Description = "Start what is built already" };

        var command = new Command("up", "Build what is missing or changed, start the pools and the gateway, and keep them running until Ctrl-C.")
        {
            portBase, state,
        };
        foreach (var option in pools.All)
        {
            command.Add(option);
        }

        command.Add(redis);
        command.Add(noBuild);
        command.SetAction((parsed, _) => new UpSession(
            context,
            new UpOptions(
                parsed.GetValue(portBase),
                StateDirectory.Named(parsed.GetValue(state), context.Repository),
                pools.Select(parsed),
                CpuAllowance.Processors,
                Build: !parsed.GetValue(noBuild))
            { Redis = parsed.GetValue(redis) ?? RedisChoice.None }).RunAsync());
        return command;
    }

    private static Option<int> PortBaseOption() => new("--port-base")
    {
        Description = "The gateway's port N; pools take N+1 and N+2, their second replicas N+11 and N+12; management ports are 1000 higher",
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
}
