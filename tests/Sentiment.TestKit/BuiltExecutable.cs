namespace Sentiment.TestKit;

/// <summary>Executables of this repository, as built beside the running test (same configuration).</summary>
public static class BuiltExecutable
{
    /// <summary>Full path of a project's apphost: <c>artifacts/bin/{project}/{debug or release}/{project}</c>.</summary>
    /// <exception cref="FileNotFoundException">The project was not built in this configuration.</exception>
    public static string Path(string project)
    {
        // Test output lies in artifacts/bin/X.Tests/debug, and in a folder more for another hardware profile than cpu.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var name = OperatingSystem.IsWindows() ? project + ".exe" : project;
        var path = System.IO.Path.Combine(output.Parent!.Parent!.FullName, project, output.Name, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built in {output.Name}.", path);
    }
}
