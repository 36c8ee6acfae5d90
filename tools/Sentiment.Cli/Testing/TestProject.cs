namespace Sentiment.Cli.Testing;

/// <summary>A test project: its executable is the test runner.</summary>
internal sealed record TestProject(string Name, string Executable)
{
    // Last: the slowest, and the one whose failure other failures explain.
    private const string EndToEnd = "Sentiment.EndToEnd.Tests";

    /// <summary>Every project in <c>tests/</c> whose name ends in <c>.Tests</c>.</summary>
    public static IReadOnlyList<TestProject> In(Repository repository) =>
    [
        .. Directory.EnumerateFiles(repository.Combine("tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .OrderBy(name => name == EndToEnd)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => new TestProject(name, repository.ReleaseExecutable(name))),
    ];
}
