using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Sentiment.Benchmarks.Micro;

/// <summary><c>./sentiment bench --micro</c>: the functions of the request path that no model runs in, one by one.</summary>
internal static class MicroRun
{
    private static readonly Type[] Benchmarks = [typeof(TokenizerBenchmarks), typeof(PlannerBenchmarks), typeof(ScoringBenchmarks)];

    /// <param name="isQuick">Each once: shows that they run.</param>
    /// <param name="output">Folder for the reports.</param>
    /// <returns>Whether all of them ran.</returns>
    public static bool Run(bool isQuick, string output)
    {
        var summaries = BenchmarkRunner.Run(Benchmarks, Config(isQuick, output));
        return summaries.All(static summary => !summary.HasCriticalValidationErrors && summary.Reports.All(static report => report.Success));
    }

    // In this process: a project that BenchmarkDotNet generates would not be built as this repository's are.
    private static ManualConfig Config(bool isQuick, string output) => ManualConfig.CreateEmpty()
        .AddJob((isQuick ? Job.Dry : Job.Default).WithToolchain(InProcessEmitToolchain.Instance))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddAnalyser(EnvironmentAnalyser.Default, OutliersAnalyser.Default)
        .AddLogger(ConsoleLogger.Default)
        .AddExporter(MarkdownExporter.GitHub, JsonExporter.Brief)
        .WithArtifactsPath(Path.Combine(output, "micro"));
}
