using System.CommandLine;
using Sentiment.Benchmarks.Micro;
using Sentiment.Benchmarks.Report;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Texts;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks;

/// <summary>The command line, and one run from it: rows in order, then one table.</summary>
internal static class BenchCommand
{
    private const int Success = 0;
    private const int TargetMissed = 1;
    private const int Usage = 2;

    public static Task<int> InvokeAsync(string[] args)
    {
        var only = new Option<string>("--only") { Description = "Rows to run, separated by commas", HelpName = "ROWS" };
        var list = new Option<bool>("--list") { Description = "Name the rows and end" };
        var quick = new Option<bool>("--quick") { Description = "Few and short rounds: shows that rows run, proves nothing" };
        var micro = new Option<bool>("--micro") { Description = "Single functions by BenchmarkDotNet instead of rows: time and allocated bytes" };
        var output = new Option<string>("--output")
        {
            Description = "Folder for results.md and results.json (default: docs/benchmarks for a full run of all rows, else artifacts/benchmarks)",
            HelpName = "DIR",
        };
        var resume = new Option<bool>("--resume") { Description = "Keep the rows that artifacts/benchmarks has and run the others: a whole run in several sittings on one machine" };
        var command = new RootCommand("Measures the services against baselines and writes one table.") { only, list, quick, micro, resume, output };
        command.SetAction((parsed, stop) =>
        {
            var names = parsed.GetValue(only)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parsed.GetValue(list))
            {
                return Task.FromResult(List());
            }

            var isQuick = parsed.GetValue(quick);
            if (parsed.GetValue(micro))
            {
                return Task.FromResult(Micro(names, isQuick, parsed.GetValue(output) ?? DefaultOutput(isPart: true)));
            }

            return RunAsync(names, isQuick, parsed.GetValue(resume), parsed.GetValue(output) ?? DefaultOutput(isQuick || names is not null), stop);
        });
        return command.Parse(args).InvokeAsync();
    }

    // The page in docs is a whole run or nothing: a part of one must not replace it.
    private static string DefaultOutput(bool isPart) =>
        isPart ? RepositoryRoot.Combine("artifacts", "benchmarks") : RepositoryRoot.Combine("docs", "benchmarks");

    private static int List()
    {
        foreach (var row in RowCatalog.All)
        {
            Console.WriteLine($"{row.Name,-16} {row.Summary}");
        }

        return Success;
    }

    private static int Micro(IReadOnlyCollection<string>? names, bool isQuick, string output)
    {
        if (names is not null)
        {
            Console.Error.WriteLine("--only names rows, and --micro runs none: leave one of them out.");
            return Usage;
        }

        return MicroRun.Run(isQuick, output) ? Success : TargetMissed;
    }

    private static async Task<int> RunAsync(IReadOnlyCollection<string>? names, bool isQuick, bool isResumed, string output, CancellationToken stop)
    {
        IReadOnlyList<IRow> rows;
        IReadOnlyList<RowResult> known;
        var machine = MachineDescription.Read();
        try
        {
            rows = RowCatalog.Select(names);
            known = isResumed ? await EarlierSitting.ReadAsync(DefaultOutput(isPart: true), machine, isQuick) : [];
        }
        catch (ArgumentException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return Usage;
        }

        var texts = TextSource.Load(BenchContext.Chance());
        var context = new BenchContext(new BenchSettings(isQuick), texts, static line => Console.WriteLine($"  {line}"));
        var results = await RowRun.AllAsync(rows, context, known, done => WriteAsync(DefaultOutput(isPart: true), Report(done)), stop);
        await WriteAsync(output, Report(results));
        Console.WriteLine();
        Console.WriteLine(MarkdownReport.Write(Report(results)));
        Console.WriteLine($"Written to {output}");
        return results.Any(static result => result.Verdict == Verdict.Failed) ? TargetMissed : Success;

        BenchReport Report(IReadOnlyList<RowResult> done) => new(machine, TimeProvider.System.GetUtcNow(), isQuick, texts.Description, done);
    }

    private static async Task WriteAsync(string folder, BenchReport report)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "results.md"), MarkdownReport.Write(report));
        await File.WriteAllTextAsync(Path.Combine(folder, "results.json"), JsonReport.Write(report));
    }
}
