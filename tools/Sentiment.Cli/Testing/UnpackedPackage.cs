using Sentiment.Cli.Processes;

namespace Sentiment.Cli.Testing;

/// <summary>
/// A program of Debian that would be started as a service if its package were installed: unpacked below the build's output instead, with the packages
/// that it needs and this system lacks. Takes no privileges. Tests find it there, or in PATH.
/// </summary>
internal static class UnpackedPackage
{
    // Written last: without it an unpacking was broken off.
    private const string Complete = ".complete";

    /// <summary>Where a package is unpacked to, whether it is or not; TestKit has the same path.</summary>
    public static string FolderOf(string package, Repository repository) => repository.Combine("artifacts", "debian", package);

    /// <summary>Brings a package whose program has its name, where there is none yet. On systems without these tools nothing happens, and its tests are skipped.</summary>
    public static async Task BringAsync(string package, CommandContext context, CancellationToken stop)
    {
        var folder = FolderOf(package, context.Repository);
        if (TestPrerequisites.IsInPath(package) || File.Exists(Path.Combine(folder, Complete))
            || !TestPrerequisites.IsInPath("apt-get") || !TestPrerequisites.IsInPath("dpkg"))
        {
            return;
        }

        context.Terminal.Say($"Unpacking what the tests need: {package} …");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var names = await MissingAsync(package, context, stop);
        await RunAsync("apt-get", ["-qq", "download", .. names], folder, stop);
        foreach (var archive in Directory.EnumerateFiles(folder, "*.deb").ToArray())
        {
            await RunAsync("dpkg", ["-x", archive, folder], folder, stop);
            File.Delete(archive);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, Complete), string.Join('\n', names), stop);
    }

    /// <summary>The packages that apt-get would install, from what it says when it only simulates: <c>Inst NAME (VERSION …)</c>.</summary>
    internal static IReadOnlyList<string> Names(IEnumerable<string> simulation) =>
        [.. simulation.Select(line => line.Split(' ')).Where(words => words is ["Inst", _, ..]).Select(words => words[1])];

    private static async Task<IReadOnlyList<string>> MissingAsync(string package, CommandContext context, CancellationToken stop)
    {
        string[] simulate = ["--simulate", "--no-install-recommends", "install", package];
        var root = context.Repository.Root;
        try
        {
            return Names(await RunAsync("apt-get", simulate, root, stop));
        }
        catch (CommandFailedException) when (Environment.IsPrivilegedProcess)
        {
            // A system that is new has no lists of packages.
            await RunAsync("apt-get", ["-qq", "update"], root, stop);
            return Names(await RunAsync("apt-get", simulate, root, stop));
        }
    }

    private static async Task<IReadOnlyList<string>> RunAsync(string program, IReadOnlyList<string> arguments, string folder, CancellationToken stop)
    {
        var lines = new List<string>();
        var end = await new Tool(program, arguments) { WorkingDirectory = folder }.RunAsync(Add, stop);
        return end.ExitCode == 0
            ? lines
            : throw new CommandFailedException($"{program} {string.Join(' ', arguments)} failed with exit code {end.ExitCode}: {string.Join(' ', lines.TakeLast(3))}");

        void Add(string line)
        {
            // Two streams are read at once.
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }
}
