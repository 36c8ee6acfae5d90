using Sentiment.Cli.Metrics;
using Sentiment.Cli.Output;
using Sentiment.Cli.RunState;
using Sentiment.Cli.Up;

namespace Sentiment.Cli.Experiments;

/// <summary><c>sentiment ab set</c>: checks, writes, and waits until the gateway works with it.</summary>
internal sealed class SetWeights(CommandContext context, IReadOnlyDictionary<string, double> weights)
{
    // The gateway looks at its files each second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>In a file that some gateway reads, somewhere, at some time.</summary>
    public async Task<int> InFileAsync(string path, CancellationToken stop)
    {
        var arms = await WriteAsync(path, stop);
        context.Terminal.Say($"{path} has {WeightChange.Text(arms)}; in force once a gateway has read it.");
        return ExitCodes.Success;
    }

    /// <summary>In the file of the system that runs with this state directory.</summary>
    public async Task<int> InSystemAsync(string stateDirectory, CancellationToken stop)
    {
        var gateway = RunDocument.Read(stateDirectory).Service(LocalSystem.GatewayName);
        var path = StateDirectory.GatewayFileIn(stateDirectory);
        await WriteAsync(path, stop);

        // Not the others': somebody else may be changing those now.
        ConfiguredArm[] asked = [.. weights.Select(weight => new ConfiguredArm(weight.Key, "", "", weight.Value))];
        using var metrics = new MetricsClient(new Uri(gateway.Management));
        var start = context.Time.GetTimestamp();
        while (await ProblemAsync(metrics, asked, path, stop) is { } problem)
        {
            if (context.Time.GetElapsedTime(start) > Patience)
            {
                throw new CommandFailedException($"{WeightChange.Text(asked)} is written, and not in force after {Duration.Text(Patience)}. {problem}");
            }

            await Task.Delay(Interval, context.Time, stop);
        }

        context.Terminal.Say($"{WeightChange.Text(asked)}: in force after {Duration.Text(context.Time.GetElapsedTime(start))}.");
        return ExitCodes.Success;
    }

    private async Task<IReadOnlyList<ConfiguredArm>> WriteAsync(string path, CancellationToken stop)
    {
        using var held = await RepositoryLock.TakeAsync("ab", "another change of weights", context, stop);
        var file = GatewayFile.Read(path);
        var arms = WeightChange.Apply(weights, file);
        file.Write(weights);
        return arms;
    }

    /// <summary>Why the gateway does not work with these weights, or null when it does.</summary>
    private static async Task<string?> ProblemAsync(MetricsClient metrics, IReadOnlyList<ConfiguredArm> arms, string path, CancellationToken stop)
    {
        try
        {
            var enforcement = Enforcement.Of(arms, await metrics.ReadAsync(stop));

            // What it refuses is something else in the file, or was written meanwhile: these weights have passed its rules here.
            return enforcement is { AreWeightsInForce: true, IsRefused: false } ? null : enforcement.Describe(path);
        }
        catch (CommandFailedException unreachable)
        {
            return $"{unreachable.Message} It takes effect when the gateway reads the file.";
        }
    }
}
