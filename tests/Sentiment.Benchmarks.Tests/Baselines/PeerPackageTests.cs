using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Tests.Baselines;

/// <summary>The peer must be the same wherever it is installed, from whichever registry.</summary>
public sealed class PeerPackageTests
{
    [Fact]
    public void Manifest_Dependencies_HaveExactVersions()
    {
        using var manifest = Read("package.json");

        Assert.All(
            manifest.RootElement.GetProperty("dependencies").EnumerateObject(),
            static dependency => Assert.Matches(@"^\d+\.\d+\.\d+$", dependency.Value.GetString()!));
    }

    [Fact]
    public void Lock_Packages_HaveADigestAndNoAddress()
    {
        using var locked = Read("package-lock.json");

        Assert.All(locked.RootElement.GetProperty("packages").EnumerateObject().Where(static package => package.Name.Length > 0), static package =>
        {
            Assert.True(package.Value.TryGetProperty("integrity", out _), $"{package.Name} has no digest.");
            Assert.False(package.Value.TryGetProperty("resolved", out _), $"{package.Name} names a registry: npm install --omit-lockfile-registry-resolved");
        });
    }

    [Fact]
    public void Lock_OfTheManifest_HasTheSameVersions()
    {
        using var manifest = Read("package.json");
        using var locked = Read("package-lock.json");

        Assert.Equal(Dependencies(manifest.RootElement), Dependencies(locked.RootElement.GetProperty("packages").GetProperty("")));
    }

    private static IEnumerable<(string Name, string? Version)> Dependencies(JsonElement package) =>
        package.GetProperty("dependencies").EnumerateObject().Select(static dependency => (dependency.Name, dependency.Value.GetString()));

    private static JsonDocument Read(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(RepositoryRoot.Combine("tests", "Sentiment.Benchmarks", "Baselines", "Peer", file)));
}
