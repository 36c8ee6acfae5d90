using Sentiment.TestKit;

namespace Sentiment.Build.Tests;

/// <summary>
/// What a restricted pod is to a process, without a container engine: a root that is read-only, 64 MB of <c>/tmp</c> and nothing else to write to, user 1000, no way to more
/// privileges. What it runs lies under <see cref="App"/>.
/// </summary>
internal static class Confinement
{
    /// <summary>Where the folder is seen inside.</summary>
    public const string App = "/mnt";

    private const int User = 1000;

    // A mount namespace of its own: nothing of this is seen outside, and it is gone with the process.
    private static readonly string Enter = $"""
        set -e
        mount --bind "$1" {App}
        mount -o remount,bind,ro {App}
        mount -t tmpfs -o size=64m,mode=1777 tmpfs /tmp
        mount -o remount,bind,ro /
        shift
        exec setpriv --reuid {User} --regid {User} --clear-groups --no-new-privs --bounding-set -all "$@"
        """;

    /// <summary>Null where it can be had; otherwise why not.</summary>
    public static async Task<string?> SkipReasonAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "needs Linux and root, which enters a read-only root as another user";
        }

        using var folder = new TemporaryFolder();
        var tried = await CommandProcess.RunAsync(Command(folder.Path, "/bin/true"), TimeSpan.FromSeconds(10));
        return tried.ExitCode == 0 ? null : $"needs mount namespaces and setpriv, which this system does not give: {tried.Output.Trim()}";
    }

    /// <param name="folder">That is seen as <see cref="App"/>.</param>
    /// <param name="command">By its path inside, and its arguments.</param>
    public static ProcessCommand Command(string folder, params IEnumerable<string> command) =>
        new("unshare", ["--mount", "--propagation", "private", "--", "bash", "-c", Enter, "confinement", folder, .. command]) { WorkingDirectory = "/" };
}
