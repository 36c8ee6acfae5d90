namespace Sentiment.Cli.Building;

/// <summary>The ONNX FP32 graph of each model package, which the build derives from the weights; git does not have it.</summary>
internal static class DerivedModel
{
    private static readonly string Graph = Path.Combine("onnx", "model.onnx");

    /// <summary>Whether a file is derived: a build must not make its own sources look changed.</summary>
    public static bool Is(string file) => file.EndsWith(Path.DirectorySeparatorChar + Graph, StringComparison.Ordinal);

    /// <summary>Whether a package lacks its graph: a build is needed, whatever the sources say.</summary>
    public static bool IsMissing(Repository repository)
    {
        var models = repository.Combine("models");
        return Directory.Exists(models) && Directory.EnumerateDirectories(models).Any(package =>
            File.Exists(Path.Combine(package, "model.safetensors"))
            && File.Exists(Path.Combine(package, "manifest.json"))
            && !File.Exists(Path.Combine(package, Graph)));
    }
}
