namespace Sentiment.Build.Tests;

/// <summary>What lies beside an executable in an image.</summary>
internal static class PublishedFiles
{
    /// <summary>A folder with all that is below it.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
