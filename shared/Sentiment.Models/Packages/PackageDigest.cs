using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Models.Packages;

/// <summary>SHA-256 of files and of what identifies a package.</summary>
public static class PackageDigest
{
    /// <summary>64 lower-case hex digits.</summary>
    public static string OfBytes(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static FileEntry OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return new FileEntry(Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
    }

    /// <summary>
    /// Identifies a package: name, version, all that the manifest alone decides about an answer, and the digest of each file, sorted by path.
    /// Accuracies and golden texts describe the model and do not change it, so they are left out.
    /// </summary>
    public static string OfManifest(ModelManifest manifest)
    {
        var lines = new StringBuilder()
            .Append("sentiment-package-1\n")
            .Append(manifest.Name).Append('\n')
            .Append(manifest.Version).Append('\n')
            .Append(manifest.Architecture).Append('\n')
            .AppendJoin('\t', manifest.Labels).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"{manifest.MaximumTokens}\n{manifest.Temperature:R}\n");
        foreach (var (path, entry) in manifest.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            lines.Append(path).Append('\t').Append(entry.Sha256).Append('\n');
        }

        return OfBytes(Encoding.UTF8.GetBytes(lines.ToString()));
    }
}
