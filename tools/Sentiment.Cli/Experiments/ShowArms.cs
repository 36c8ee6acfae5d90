using System.Text.Json;
using Sentiment.Cli.Metrics;
using Sentiment.Cli.RunState;
using Sentiment.Cli.Up;

namespace Sentiment.Cli.Experiments;

/// <summary><c>sentiment ab</c>: the arms of the file, and what the gateway's metrics say of them.</summary>
internal sealed class ShowArms(CommandContext context, string stateDirectory, bool json)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly string _file = StateDirectory.GatewayFileIn(stateDirectory);

    /// <summary>All since the gateway's start.</summary>
    public async Task<int> OnceAsync(CancellationToken stop)
    {
        var gateway = RunDocument.Read(stateDirectory).Service(LocalSystem.GatewayName);
        using var metrics = new MetricsClient(new Uri(gateway.Management));
        Print(gateway.Address, await metrics.ReadAsync(stop), "since the gateway's start");
        return ExitCodes.Success;
    }

    /// <summary>What came in each interval, until Ctrl-C.</summary>
    public async Task<int> WatchAsync(CancellationToken stop)
    {
        var gateway = RunDocument.Read(stateDirectory).Service(LocalSystem.GatewayName);
        using var metrics = new MetricsClient(new Uri(gateway.Management));
        try
        {
            var before = await metrics.ReadAsync(stop);
            while (true)
            {
                await Task.Delay(Interval, context.Time, stop);
                var now = await metrics.ReadAsync(stop);
                Print(gateway.Address, now.Since(before), $"of the last {Interval.TotalSeconds:0} s; Ctrl-C ends this");
                before = now;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }
    }

    private void Print(string gateway, Scrape scrape, string when)
    {
        // Read each time: it may change while it is watched.
        var enforcement = Enforcement.Of([.. GatewayFile.Read(_file).Arms], scrape);
        var report = ArmReport.Of(gateway, _file, enforcement, scrape);
        if (json)
        {
            context.Terminal.Say(JsonSerializer.Serialize(report, ReportJson.Default.ArmReport));
            return;
        }

        context.Terminal.Say($"Weights of {_file}, traffic of {gateway} {when}:");
        context.Terminal.Say("");
        foreach (var line in ArmTable.Lines(report))
        {
            context.Terminal.Say("  " + line);
        }

        context.Terminal.Say("");
        context.Terminal.Say(enforcement.Describe(_file));
    }
}
