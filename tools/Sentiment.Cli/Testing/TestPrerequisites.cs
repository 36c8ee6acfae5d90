using Sentiment.Cli.Processes;

namespace Sentiment.Cli.Testing;

/// <summary>
/// What tests need besides the SDK. As root, on Debian and its kin, it is installed; otherwise it is named. Tools that come with a
/// service are only unpacked: a test run leaves no service behind.
/// </summary>
internal static class TestPrerequisites
{
    // The printed command line is checked by running it, word for word.
    private static readonly (string Command, string Package)[] Needed = [("curl", "curl")];

    // For pages. A command and its package; no service.
    private const string Browser = "chromium";

    // Programs of the names of their packages; with the second and third come promtool and amtool.
    private static readonly string[] Services = ["redis-server", "prometheus", "prometheus-alertmanager", "nginx"];

    public static async Task BringAsync(CommandContext context, CancellationToken stop)
    {
        await BringToolsAsync(context, stop);
        await BringBrowserAsync(context, stop);
        foreach (var service in Services)
        {
            await UnpackedPackage.BringAsync(service, context, stop);
        }
    }

    internal static bool IsInPath(string command)
    {
        var name = OperatingSystem.IsWindows() ? command + ".exe" : command;
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return folders.Any(folder => File.Exists(Path.Combine(folder, name)));
    }

    private static async Task BringToolsAsync(CommandContext context, CancellationToken stop)
    {
        var missing = Needed.Where(tool => !IsInPath(tool.Command)).Select(tool => tool.Package).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var names = string.Join(' ', missing);
        if (!Environment.IsPrivilegedProcess || !IsInPath("apt-get"))
        {
            throw new CommandFailedException($"The tests need what is not here: {names}. Install it, for instance: apt-get install {names}");
        }

        context.Terminal.Say($"Installing what the tests need: {names} …");
        await AptAsync(["update"], context, stop);
        await AptAsync(["install", "--yes", "--no-install-recommends", .. missing], context, stop);
    }

    /// <summary>Where it cannot be installed, the tests that need it are skipped: it is not what makes a machine fit for this project.</summary>
    private static async Task BringBrowserAsync(CommandContext context, CancellationToken stop)
    {
        if (IsInPath(Browser) || !Environment.IsPrivilegedProcess || !IsInPath("apt-get"))
        {
            return;
        }

        context.Terminal.Say($"Installing what the tests need: {Browser} …");
        await AptAsync(["update"], context, stop);

        // Some of Debian's kin have it under another name, or as an image that needs a running system.
        var known = await new Tool("apt-get", ["-qq", "--simulate", "install", Browser]) { WorkingDirectory = context.Repository.Root }.RunAsync(_ => { }, stop);
        if (known.ExitCode == 0)
        {
            await AptAsync(["install", "--yes", "--no-install-recommends", Browser], context, stop);
        }
        else
        {
            context.Terminal.Say($"  apt-get has no {Browser} here; the tests of pages are skipped");
        }
    }

    private static async Task AptAsync(IReadOnlyList<string> arguments, CommandContext context, CancellationToken stop)
    {
        var tool = new Tool("apt-get", ["-qq", .. arguments]) { WorkingDirectory = context.Repository.Root };
        var end = await tool.RunAsync(line => context.Terminal.Say("  " + line), stop);
        if (end.ExitCode != 0)
        {
            throw new CommandFailedException($"apt-get {string.Join(' ', arguments)} failed with exit code {end.ExitCode}; its output is above.");
        }
    }
}
