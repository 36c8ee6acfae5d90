using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Sentiment.Build.Tests;

/// <summary>NuGet's folder of unpacked packages, which every project of the machine shares.</summary>
internal static class PackageCache
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Whether a build here takes libtorch for Linux from it.</summary>
    public static bool IsNeeded { get; } = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    /// <summary>SHA-256 of TorchSharp's native libraries, and of the smaller ones of libtorch, by path.</summary>
    public static SortedDictionary<string, string> Digests() => new(
        new[] { "torchsharp", "libtorch-cpu-linux-x64" }
            .SelectMany(static package => Directory.EnumerateFiles(Path.Combine(Folder, package), "*.so*", SearchOption.AllDirectories))
            .Where(static file => new FileInfo(file).Length < 16 * 1024 * 1024)
            .ToDictionary(static file => file, static file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);
}
