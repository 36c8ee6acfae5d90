namespace Sentiment.Cli.RunState;

/// <summary>Files that only their owner may read, replaced whole: a reader sees the old content or the new, never half.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Write(string path, ReadOnlySpan<byte> content) => Write(path, content, Private);

    /// <summary>The same for a file that somebody else has made: it keeps its mode, and a link its name.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var file = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        Write(file, content, OperatingSystem.IsWindows() ? Private : File.GetUnixFileMode(file));
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var temporary = path + ".tmp";

        // A left-over one would keep its mode.
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using (var stream = new FileStream(temporary, options))
        {
            if (!OperatingSystem.IsWindows())
            {
                // The process's mask may have taken something from a mode that is wider than ours.
                File.SetUnixFileMode(stream.SafeFileHandle, mode);
            }

            stream.Write(content);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
