namespace Sentiment.TestKit;

/// <summary>The repository that the running test was built in.</summary>
public static class RepositoryRoot
{
    /// <summary>Full path of the folder that holds <c>Sentiment.sln</c>.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Full path of a file or folder below the root.</summary>
    public static string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Sentiment.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Sentiment.sln above {start}: tests run from the repository's artifacts folder.");
    }
}
