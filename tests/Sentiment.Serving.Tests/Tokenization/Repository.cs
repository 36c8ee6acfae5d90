namespace Sentiment.Serving.Tests.Tokenization;

/// <summary>Paths in the checkout, and in the reference data that may lie beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string SharedData => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>A file of the reference data; where it is absent the test is reported as skipped, with the reason.</summary>
    public static string RequireSharedData(params string[] parts)
    {
        var path = Path.Combine([SharedData, .. parts]);
        Assert.SkipUnless(File.Exists(path), $"Needs ../shared/data/{string.Join('/', parts)}, which is not part of the repository.");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sentiment.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
