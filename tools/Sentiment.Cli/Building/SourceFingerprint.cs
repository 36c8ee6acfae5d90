using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Cli.Building;

/// <summary>
/// A digest over names, sizes and times of all that the services are built from. The SDK's own check of an unchanged project takes
/// seconds; this takes milliseconds.
/// </summary>
internal static class SourceFingerprint
{
    private static readonly string[] Folders = ["build", "gateway", "shared", "inference-onnx", "inference-torch", "models", "tools/Sentiment.Export", "tools/Sentiment.Redis"];
    private static readonly string[] RootFiles = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config"];

    public static string Compute(Repository repository)
    {
        var text = new StringBuilder();
        foreach (var file in Files(repository).Order(StringComparer.Ordinal))
        {
            var info = new FileInfo(file);
            text.Append(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(repository.Root, file)}|{info.Length}|{info.LastWriteTimeUtc.Ticks}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static IEnumerable<string> Files(Repository repository) =>
        RootFiles.Select(name => repository.Combine(name)).Where(File.Exists)
            .Concat(Folders.Select(name => repository.Combine(name)).Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                .Where(file => !DerivedModel.Is(file)));
}
