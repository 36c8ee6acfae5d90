namespace Sentiment.Cli.Building;

/// <summary>Remembers, beside a project's output, the sources that it was built from; it goes when the output goes.</summary>
internal sealed class BuildStamp(Repository repository, string project)
{
    private string Path => System.IO.Path.Combine(repository.ReleaseFolder(project), ".built-from");

    public bool Matches(string fingerprint) =>
        File.Exists(repository.ReleaseExecutable(project))
        && File.Exists(Path)
        && File.ReadAllText(Path) == fingerprint;

    public void Write(string fingerprint) => File.WriteAllText(Path, fingerprint);
}
