using System.CommandLine;

namespace Sentiment.Cli.RunState;

/// <summary>
/// What one running system keeps on disk: <c>run.json</c> (what runs), <c>gateway.json</c> (what may change while it runs) and
/// a lock, so that a second <c>up</c> never shares it. The lock ends with its process, however that ends.
/// </summary>
internal sealed class StateDirectory : IDisposable
{
    private const string Default = ".sentiment";

    private readonly FileStream _lock;

    private StateDirectory(string path, FileStream holder)
    {
        Path = path;
        _lock = holder;
    }

    public string Path { get; }

    public string RunFile => RunFileIn(Path);

    public string GatewayFile => GatewayFileIn(Path);

    /// <summary>Keys other than the development key; they outlive a run.</summary>
    public string KeysFile => Keys.KeysFile.PathIn(Path);

    /// <summary>The option that names it, for every command that has one.</summary>
    public static Option<string> Option(string description) => new("--state")
    {
        Description = $"{description} (default: {Default} in the repository)",
        HelpName = "DIR",
    };

    /// <summary>Full path of the one that was named, or of the repository's.</summary>
    public static string Named(string? asked, Repository repository) =>
        System.IO.Path.GetFullPath(asked ?? repository.Combine(Default));

    public static string RunFileIn(string path) => System.IO.Path.Combine(path, "run.json");

    public static string GatewayFileIn(string path) => System.IO.Path.Combine(path, "gateway.json");

    /// <summary>Creates the directory where it is missing and takes its lock.</summary>
    /// <exception cref="CommandFailedException">Another <c>up</c> has it, or it cannot be written.</exception>
    public static StateDirectory Take(string path)
    {
        try
        {
            CreatePrivate(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"The state directory {path} cannot be used: {exception.Message} Name another with --state DIR.");
        }

        try
        {
            var holder = new FileStream(System.IO.Path.Combine(path, "up.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

            // Of a run that was killed.
            File.Delete(RunFileIn(path));
            return new StateDirectory(path, holder);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new CommandFailedException($"The state directory {path} cannot be used: {exception.Message} Name another with --state DIR.");
        }
        catch (IOException)
        {
            throw new CommandFailedException(
                $"`sentiment up` is running already with the state directory {path}. "
                + "Stop it first, or start a second system beside it: sentiment up --port-base 18080 --state .sentiment-2");
        }
    }

    public void Dispose()
    {
        // Somebody may have removed the folder under us.
        if (Directory.Exists(Path))
        {
            File.Delete(RunFile);
        }

        _lock.Dispose();
    }

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
