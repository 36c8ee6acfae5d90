using Sentiment.Cli.Metrics;
using Sentiment.Cli.Output;
using Sentiment.Cli.RunState;
using Sentiment.Cli.Up;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Cli.Keys;

/// <summary>Whether the gateway of a system works with its keys file as it is now.</summary>
internal sealed class KeysInForce(CommandContext context, KeyStore store)
{
    // The gateway looks at its files each second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until it does, if the system runs.</summary>
    /// <returns>What to say.</returns>
    /// <exception cref="CommandFailedException">It does not; the message says why.</exception>
    public async Task<string> WaitAsync(CancellationToken stop)
    {
        if (store.State is not { } state || !File.Exists(StateDirectory.RunFileIn(state)))
        {
            return $"{store.Path} is written. A gateway that reads it has it in force within {Patience.TotalSeconds:0} seconds.";
        }

        using var metrics = new MetricsClient(new Uri(RunDocument.Read(state).Service(LocalSystem.GatewayName).Management));
        var start = context.Time.GetTimestamp();
        while (await ProblemAsync(metrics, stop) is { } problem)
        {
            if (context.Time.GetElapsedTime(start) > Patience)
            {
                throw new CommandFailedException($"{store.Path} is written, and the gateway has not taken it yet: {problem}");
            }

            await Task.Delay(Interval, context.Time, stop);
        }

        return $"{store.Path} is written, and in force after {Duration.Text(context.Time.GetElapsedTime(start))}.";
    }

    /// <summary>Why the gateway does not work with the file, or null when it does. Somebody else's change meanwhile has ours in it.</summary>
    private async Task<string?> ProblemAsync(MetricsClient metrics, CancellationToken stop)
    {
        try
        {
            var scrape = await metrics.ReadAsync(stop);
            if (scrape.Sum("ml_configuration_revision", ("file", Path.GetFileName(store.Path))) == FileRevision.Of(await File.ReadAllBytesAsync(store.Path, stop)))
            {
                return null;
            }

            return scrape.Sum("ml_configuration_current") == 0
                ? "it refuses its configuration as it is now, and keeps the last good one. Its log names everything that is wrong; it looks again each second."
                : "it works with another content of the file. If this stays, its log says why.";
        }
        catch (CommandFailedException unreachable)
        {
            return $"{unreachable.Message} It takes effect when a gateway reads the file.";
        }
    }
}
