using Sentiment.Evaluation;
using Sentiment.Evaluation.Baselines;
using Sentiment.Evaluation.Reports;
using Sentiment.Inference.Torch;

const int Failure = 1;
const int Usage = 2;

TorchRuntime.Configure();
EvaluationArguments arguments;
try
{
    arguments = EvaluationArguments.Parse(args);
}
catch (UsageException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return Usage;
}

try
{
    if (arguments.Drift != DriftMode.None)
    {
        new BaselineMeasurement(arguments, Console.Out).Run();
        return 0;
    }

    // First of all: a folder that cannot be written to would cost the whole run.
    Directory.CreateDirectory(arguments.Output);
    var report = new PackageEvaluation(arguments, Console.Out).Run();
    var table = ReportTable.Write(report);
    await File.WriteAllTextAsync(Path.Combine(arguments.Output, "evaluation.json"), ReportJson.Write(report));
    await File.WriteAllTextAsync(Path.Combine(arguments.Output, "evaluation.md"), table);
    await File.WriteAllTextAsync(Path.Combine(arguments.Output, "reliability.svg"), ReliabilityPlot.Write(report.Variants));
    Console.WriteLine();
    Console.WriteLine(table);
    Console.WriteLine($"Wrote evaluation.json, evaluation.md and reliability.svg to {arguments.Output}");
    return 0;
}
catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
{
    // A file that is missing or no such file: the message names it, a stack trace would say no more.
    await Console.Error.WriteLineAsync(error.Message);
    return Failure;
}
