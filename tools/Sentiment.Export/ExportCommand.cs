using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;

namespace Sentiment.Export;

/// <summary>Derives a package's ONNX FP32 graph and says so in the form that MSBuild turns into build messages.</summary>
internal static class ExportCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static int Run(string[] args, TimeProvider time, TextWriter output)
    {
        if (args.Length != 1)
        {
            output.WriteLine("usage: Sentiment.Export <folder of a model package>");
            return WrongUsage;
        }

        var package = ModelPackage.Load(args[0]);
        var result = package.Succeeded ? OnnxDerivation.Derive(package.Value) : package.Problem;
        if (!result.Succeeded)
        {
            output.WriteLine($"{result.Problem.File} : error SENTIMENT001: {result.Problem.Detail}. {result.Problem.Remedy}.");
            return Failed;
        }

        // The build compares times to know whether anything is left to do.
        File.SetLastWriteTimeUtc(result.Value, time.GetUtcNow().UtcDateTime);
        output.WriteLine($"{result.Value} is what {PackageFiles.Manifest} says");
        return 0;
    }
}
