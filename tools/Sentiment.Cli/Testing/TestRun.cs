using System.Collections.Concurrent;
using Sentiment.Cli.Output;
using Sentiment.Cli.Processes;

namespace Sentiment.Cli.Testing;

/// <summary>Runs one test executable and adds what it reports, and how it ended.</summary>
internal sealed class TestRun(CommandContext context, TestTotals totals)
{
    // Far above the slowest project: only a hang reaches it.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public async Task RunAsync(TestProject project, string? filter, CancellationToken stop)
    {
        var results = ResultFile(project);
        string[] selection = filter is null ? [] : ["-method", $"*{filter}*"];
        var tool = new Tool(
            project.Executable, ["-noLogo", "-noColor", "-noAutoReporters", "-reporter", "quiet", "-result-ctrf", results, .. selection])
        {
            WorkingDirectory = Path.GetDirectoryName(project.Executable)!,
        };

        // Shown only when something failed: services that tests host in their process log to the same console.
        var output = new ConcurrentQueue<string>();
        var failuresBefore = totals.Failures.Count;
        var start = context.Time.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            var end = await Heartbeat.DuringAsync(tool.RunAsync(output.Enqueue, either.Token), $"running {project.Name}", context);
            Add(project, end, TestReport.Read(results), Duration.Text(context.Time.GetElapsedTime(start)));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            totals.AddFailure($"{project.Name}: hung; killed after {Limit.TotalMinutes:0} minutes");
        }

        if (totals.Failures.Count > failuresBefore)
        {
            context.Terminal.Say(string.Join(Environment.NewLine, output.Select(line => "  " + line)));
        }
    }

    private void Add(TestProject project, ToolEnd end, TestReport? report, string duration)
    {
        if (report is null)
        {
            totals.AddFailure($"{project.Name}: crashed with exit code {end.ExitCode}, without a result");
            return;
        }

        totals.Add(report);
        context.Terminal.Say($"  {report.Passed} passed, {report.Failed.Count} failed, {report.Skipped.Count} skipped in {duration}");
        if (end.ExitCode != 0 && report.Failed.Count == 0)
        {
            totals.AddFailure($"{project.Name}: no test failed, yet it ended with exit code {end.ExitCode}");
        }

        if (end.LeftProcess)
        {
            totals.AddFailure($"{project.Name}: left a process behind that holds its output");
        }
    }

    private string ResultFile(TestProject project)
    {
        var folder = Directory.CreateDirectory(context.Repository.Combine("artifacts", "test-results")).FullName;
        var file = Path.Combine(folder, project.Name + ".ctrf.json");

        // An older run's would hide a crash.
        File.Delete(file);
        return file;
    }
}
