using System.Security.Cryptography;

namespace Sentiment.Models.Packages;

/// <summary>Reads files of a package and holds them against the manifest.</summary>
internal static class PackageReader
{
    public static string PathOf(string root, string file) => Path.Combine(root, file.Replace('/', Path.DirectorySeparatorChar));

    public static PackageResult<byte[]> Read(string root, ModelManifest manifest, string file)
    {
        var path = PathOf(root, file);
        if (CheckSize(path, manifest, file) is { } problem)
        {
            return problem;
        }

        var bytes = ReadAll(path, file);
        return bytes.Succeeded && CheckDigest(path, manifest, file, SHA256.HashData(bytes.Value)) is { } wrong ? wrong : bytes;
    }

    public static PackageResult<string> Verify(string root, ModelManifest manifest, string file)
    {
        var path = PathOf(root, file);
        if (CheckSize(path, manifest, file) is { } problem)
        {
            return problem;
        }

        try
        {
            using var stream = File.OpenRead(path);
            return CheckDigest(path, manifest, file, SHA256.HashData(stream)) is { } wrong ? wrong : path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return PackageProblems.Unreadable(path, file, error.Message);
        }
    }

    public static PackageResult<byte[]> ReadAll(string path, string file)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return PackageProblems.Missing(path, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return PackageProblems.Unreadable(path, file, error.Message);
        }
    }

    // The size first: it is free, and it tells a broken copy from changed content.
    private static PackageProblem? CheckSize(string path, ModelManifest manifest, string file)
    {
        if (!manifest.Files.TryGetValue(file, out var entry))
        {
            return PackageProblems.NotListed(path, file);
        }

        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return PackageProblems.Missing(path, file);
        }

        return info.Length == entry.Size ? null : PackageProblems.WrongSize(path, file, entry.Size, info.Length);
    }

    private static PackageProblem? CheckDigest(string path, ModelManifest manifest, string file, byte[] hash)
    {
        var expected = manifest.Files[file].Sha256;
        var actual = Convert.ToHexStringLower(hash);
        return actual == expected ? null : PackageProblems.WrongDigest(path, file, expected, actual);
    }
}
