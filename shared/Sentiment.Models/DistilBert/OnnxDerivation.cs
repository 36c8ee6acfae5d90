using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;

namespace Sentiment.Models.DistilBert;

/// <summary>
/// Derives <c>onnx/model.onnx</c> from a package's weights. It is 22 MB that git need not keep: the manifest's digest proves that what
/// was derived here is what was measured when the package was made.
/// </summary>
public static class OnnxDerivation
{
    /// <summary>Writes the file unless it is already there and right. Several may do so at once: each writes its own file and renames it.</summary>
    /// <returns>Path of the file, or what is wrong with the package; nothing is written then.</returns>
    public static PackageResult<string> Derive(ModelPackage package)
    {
        var present = package.Verify(PackageFiles.OnnxFp32);
        if (present.Succeeded || present.Problem.Kind == PackageProblemKind.NotListed)
        {
            return present;
        }

        var content = package.Read(PackageFiles.Weights);
        if (!content.Succeeded)
        {
            return content.Problem;
        }

        byte[] graph;
        try
        {
            using var file = SafetensorsFile.Read(content.Value);
            graph = GraphExport.Fp32(DistilBertWeights.Read(file, package.Config));
        }
        catch (SafetensorsFormatException error)
        {
            return PackageProblems.Invalid(package.PathOf(PackageFiles.Weights), PackageFiles.Weights, error.Message);
        }

        return CheckGraph(package, graph) is { } problem ? problem : Write(package.PathOf(PackageFiles.OnnxFp32), graph);
    }

    private static PackageProblem? CheckGraph(ModelPackage package, byte[] graph)
    {
        var (expected, actual) = (package.Manifest.Files[PackageFiles.OnnxFp32].Sha256, PackageDigest.OfBytes(graph));
        return actual == expected
            ? null
            : new PackageProblem(
                PackageProblemKind.WrongDigest,
                package.PathOf(PackageFiles.OnnxFp32),
                expected,
                actual,
                $"the graph derived from {PackageFiles.Weights} has the SHA-256 {actual}, manifest.json says {expected}",
                "The code that writes graphs was changed after the package was made: undo that, or make the package again with './sentiment train'");
    }

    private static string Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return path;
    }
}
