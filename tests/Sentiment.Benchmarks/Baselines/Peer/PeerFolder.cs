using System.ComponentModel;
using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Baselines.Peer;

/// <summary>The peer with its packages: installed once by npm, from whatever registry it is set up for, into <c>artifacts/benchmarks/peer</c>.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Problem">Why it cannot run here; null when it can.</param>
/// <param name="Versions">Of node and of what the peer is made of, for the report.</param>
internal sealed record PeerFolder(string Path, string? Problem, string Versions)
{
    private const string Manifest = "package.json";
    private const string Lock = "package-lock.json";
    private const string Installed = "installed-lock.json";
    private const int OldestNode = 20;

    private static readonly string[] Sources = [Manifest, Lock, "server.mjs", "classifier.mjs", "schemas.mjs"];

    // Half a gigabyte is unpacked.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Installs what is not there yet.</summary>
    public static async Task<PeerFolder> BringAsync(Action<string> say)
    {
        var folder = RepositoryRoot.Combine("artifacts", "benchmarks", "peer");
        try
        {
            var node = (await RunAsync(RepositoryRoot.Path, "node", "--version")).Output.Trim().TrimStart('v');
            if (!Version.TryParse(node, out var version) || version.Major < OldestNode)
            {
                return new PeerFolder(folder, $"needs node {OldestNode}; here is {node}", "");
            }

            CopySources(folder);
            return new PeerFolder(folder, await InstallAsync(folder, say), $"node {node}, {Dependencies(folder)}");
        }
        catch (Win32Exception missing)
        {
            return new PeerFolder(folder, $"needs node and npm: {missing.Message}", "");
        }
    }

    private static void CopySources(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Sources)
        {
            File.Copy(RepositoryRoot.Combine("tests", "Sentiment.Benchmarks", "Baselines", "Peer", file), System.IO.Path.Combine(folder, file), overwrite: true);
        }
    }

    private static async Task<string?> InstallAsync(string folder, Action<string> say)
    {
        var (wanted, done) = (System.IO.Path.Combine(folder, Lock), System.IO.Path.Combine(folder, Installed));
        if (File.Exists(done) && await File.ReadAllTextAsync(done) == await File.ReadAllTextAsync(wanted))
        {
            return null;
        }

        say("installing the peer (once; kept in artifacts/benchmarks)");

        // Scripts would fetch a runtime for graphics cards; that for processors is in the package.
        var npm = await RunAsync(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (npm.ExitCode != 0)
        {
            var reason = npm.Error.Split('\n').FirstOrDefault(static line => line.Contains("npm error", StringComparison.Ordinal)) ?? "no reason given";
            return $"npm ci failed with exit code {npm.ExitCode}: {reason}";
        }

        File.Copy(wanted, done, overwrite: true);
        return null;
    }

    private static string Dependencies(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(folder, Manifest)));
        return string.Join(", ", manifest.RootElement.GetProperty("dependencies").EnumerateObject().Select(static one => $"{one.Name} {one.Value.GetString()}"));
    }

    private static Task<CommandResult> RunAsync(string folder, string name, params string[] arguments) =>
        CommandProcess.RunAsync(new ProcessCommand(name, arguments) { WorkingDirectory = folder }, Limit);
}
