namespace Sentiment.Cli;

/// <summary>Where things lie in the repository (DESIGN: layout).</summary>
internal sealed class Repository(string root)
{
    /// <summary>Names the repository when the executable does not lie in it; the entry scripts set it.</summary>
    public const string RootVariable = "SENTIMENT_ROOT";

    public string Root { get; } = root;

    public string Solution => Combine("Sentiment.sln");

    /// <summary>The repository named by <see cref="RootVariable"/>, else the one that this executable was built in.</summary>
    public static Repository Find()
    {
        var named = Environment.GetEnvironmentVariable(RootVariable);
        if (!string.IsNullOrEmpty(named))
        {
            return new Repository(Path.GetFullPath(named));
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sentiment.sln")))
            {
                return new Repository(folder.FullName);
            }
        }

        throw new InvalidOperationException($"No Sentiment.sln above {AppContext.BaseDirectory}; set {RootVariable}.");
    }

    public string Combine(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Where a project's release build lies.</summary>
    public string ReleaseFolder(string project) => Combine("artifacts", "bin", project, "release");

    /// <summary>A project's apphost, in release.</summary>
    public string ReleaseExecutable(string project) =>
        Path.Combine(ReleaseFolder(project), OperatingSystem.IsWindows() ? project + ".exe" : project);
}
