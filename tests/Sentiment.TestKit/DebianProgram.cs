namespace Sentiment.TestKit;

/// <summary>A program that Debian has: from PATH, or where <c>./sentiment test</c> has unpacked its package.</summary>
/// <param name="Name">Of the program.</param>
/// <param name="Package">That it comes with.</param>
public sealed record DebianProgram(string Name, string Package)
{
    /// <summary>Below which its package lies, where it is unpacked.</summary>
    public string Folder { get; } = RepositoryRoot.Combine("artifacts", "debian", Package);

    /// <summary>Null when there is one; otherwise why a test that needs it cannot run.</summary>
    public string? SkipReason => Find() is null ? $"needs {Name}, which is neither in PATH nor unpacked; on Debian and its kin ./sentiment test brings it" : null;

    /// <exception cref="FileNotFoundException">There is none.</exception>
    public string Path => Find() ?? throw new FileNotFoundException(SkipReason);

    private string? Find()
    {
        string[] folders = [.. Environment.GetEnvironmentVariable("PATH")?.Split(System.IO.Path.PathSeparator) ?? [], System.IO.Path.Combine(Folder, "usr", "bin"), System.IO.Path.Combine(Folder, "usr", "sbin")];
        return folders.Select(folder => System.IO.Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
    }
}
