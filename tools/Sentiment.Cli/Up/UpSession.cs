using Sentiment.Cli.Building;
using Sentiment.Cli.Experiments;
using Sentiment.Cli.Keys;
using Sentiment.Cli.Output;
using Sentiment.Cli.RunState;
using Sentiment.Cli.Supervision;

namespace Sentiment.Cli.Up;

/// <summary>One run of <c>sentiment up</c>, in its order.</summary>
internal sealed class UpSession(CommandContext context, UpOptions options)
{
    // A pool loads and checks its model in seconds; a machine under load may take many times that.
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(3);

    /// <summary>Runs until Ctrl-C or SIGTERM (exit code 0) or until something gives up (1).</summary>
    public async Task<int> RunAsync()
    {
        try
        {
            return await RunStepsAsync(context.Signals.Stop);
        }
        catch (OperationCanceledException) when (context.Signals.Stop.IsCancellationRequested)
        {
            context.Terminal.Say("Stopped before it was up.");
            return ExitCodes.Success;
        }
    }

    private async Task<int> RunStepsAsync(CancellationToken stop)
    {
        // 1 One system a state directory: its files say what runs.
        using var state = StateDirectory.Take(options.StateDirectory);

        // 2 The key is new for each run, so nothing that is printed outlives it; keys that were made with `keys create` stay.
        var key = new DevelopmentKey(Pepper.In(state.Path));
        var system = LocalSystem.Describe(context.Repository, options, key, state.Path);

        // 3 Ports before the build: the answer comes at once.
        await PortCheck.RequireFreeAsync([.. system.Services], options.PortBase, context.Time, stop);

        // 4 Build what is missing or changed.
        if (options.Build)
        {
            await ServiceBuild.ServicesAsync(options, context, stop);
        }

        // 5 The gateway reads its keys, arms and clusters from here.
        Configure(system.Configuration, state.GatewayFile);
        if (!File.Exists(state.KeysFile))
        {
            KeysFile.Read(state.KeysFile).Write();
        }

        // 6 Start, and keep running.
        return await SuperviseAsync(system, key.Value, state.RunFile);
    }

    private void Configure(GatewayDocument shipped, string file)
    {
        var document = KeptWeights.In(shipped, file);
        if (!document.Sentiment.Arms.SequenceEqual(shipped.Sentiment.Arms))
        {
            context.Terminal.Say($"Weights as they were set before: {Text(document)} (as shipped: sentiment ab set {Text(shipped)})");
        }

        document.Write(file);

        static string Text(GatewayDocument document) =>
            WeightChange.Text(document.Sentiment.Arms.Select(arm => new ConfiguredArm(arm.Id, arm.Cluster, arm.Backend, arm.Weight)));
    }

    private async Task<int> SuperviseAsync(LocalSystem system, string apiKey, string runFile)
    {
        context.Terminal.Align(system.Services.Select(service => service.Name));
        context.Terminal.Say($"Starting {string.Join(", ", system.Services.Select(service => service.Name))} …");
        using var supervisor = new SystemSupervisor(system, apiKey, runFile, context);
        supervisor.Start();

        ServiceFailure? lateness = null;
        try
        {
            if (await Heartbeat.DuringAsync(supervisor.WaitReadyAsync().WaitAsync(ReadyLimit, context.Time), "waiting until all are ready", context))
            {
                supervisor.Publish();
                Announcement.Print(system, apiKey, context.Terminal);
                await supervisor.WaitEndAsync();
            }
        }
        catch (TimeoutException)
        {
            var late = string.Join(", ", supervisor.NotReady);
            lateness = new ServiceFailure($"Not ready within {ReadyLimit.TotalMinutes:0} minutes: {late}. What they wrote is above.");
        }

        context.Terminal.Say("Stopping …");
        var failure = await supervisor.StopAsync() ?? lateness;
        if (failure is not null)
        {
            context.Terminal.Fail(failure.Message);
            return ExitCodes.Failure;
        }

        context.Terminal.Say("Stopped.");
        return ExitCodes.Success;
    }
}
