using Sentiment.Cli.Building;

namespace Sentiment.Cli.Testing;

/// <summary>One run of <c>sentiment test</c>, in its order.</summary>
internal sealed class TestSession(CommandContext context, string? filter)
{
    /// <summary>0 when something ran and nothing failed.</summary>
    public async Task<int> RunAsync()
    {
        try
        {
            return await RunStepsAsync(context.Signals.Stop);
        }
        catch (OperationCanceledException) when (context.Signals.Stop.IsCancellationRequested)
        {
            context.Terminal.Fail("Stopped before all tests ran.");
            return ExitCodes.Interrupted;
        }
    }

    private async Task<int> RunStepsAsync(CancellationToken stop)
    {
        // 1 What the tests need besides the SDK.
        await TestPrerequisites.BringAsync(context, stop);

        // 2 One build for all, in release: what end-to-end tests start is then built too.
        await ServiceBuild.SolutionAsync(context, stop);

        // 3 A check of its own; the filter is about tests.
        var totals = new TestTotals();
        if (filter is null)
        {
            totals.AddCheck(await FormatCheck.RunAsync(context, stop));
        }

        // 4 One executable after the other: tests measure time and start processes.
        var projects = TestProject.In(context.Repository);
        var run = new TestRun(context, totals);
        foreach (var (index, project) in projects.Index())
        {
            context.Terminal.Say($"[{index + 1}/{projects.Count}] {project.Name}");
            await run.RunAsync(project, filter, stop);
        }

        return Report(totals);
    }

    private int Report(TestTotals totals)
    {
        context.Terminal.Say("");
        List("Skipped:", totals.Skips);
        List("Failed:", totals.Failures);
        if (totals.Ran == 0)
        {
            context.Terminal.Say(filter is null ? "No test ran." : $"No test ran: none has \"{filter}\" in its full name.");
        }

        context.Terminal.Say(totals.Summary);
        return totals.Succeeded ? ExitCodes.Success : ExitCodes.Failure;
    }

    private void List(string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            context.Terminal.Say(string.Join(Environment.NewLine, lines.Select(line => "  " + line).Prepend(title)));
        }
    }
}
