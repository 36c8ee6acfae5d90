using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Fixtures;

/// <summary>
/// A folder that looks like a built repository to the command, whose services are scripts that become the test child. So the real
/// command runs, with real processes and signals, and each service can be told to misbehave.
/// </summary>
public sealed class StubRepository : IDisposable
{
    public const string Gateway = "Sentiment.Gateway";
    public const string Onnx = "Sentiment.Inference.Onnx";
    public const string Torch = "Sentiment.Inference.Torch";

    private readonly TemporaryFolder _folder = new();

    public StubRepository()
    {
        File.WriteAllText(_folder.Combine("Sentiment.sln"), "");
        SetService(Gateway);
        AddPool("inference-onnx", Onnx);
    }

    public string Root => _folder.Path;

    public string StateDirectory => _folder.Combine(".sentiment");

    public string RunFile => Path.Combine(StateDirectory, "run.json");

    public string GatewayFile => Path.Combine(StateDirectory, "gateway.json");

    public string KeysFile => Path.Combine(StateDirectory, "keys.json");

    /// <summary>Adds the second pool.</summary>
    public void AddTorch() => AddPool("inference-torch", Torch);

    /// <summary>Writes a service's executable; settings are what the child reads, such as <c>CHILD_EXIT_CODE=3</c>.</summary>
    public void SetService(string project, params ReadOnlySpan<string> settings)
    {
        var exports = string.Concat(settings.ToArray().Select(setting => $"export {setting}\n"));
        SetExecutable(project, BuiltExecutable.Path("Sentiment.TestKit.Child"), exports);
    }

    /// <summary>Has a real executable in a service's place.</summary>
    public void SetExecutable(string project, string executable, string exports = "")
    {
        var folder = Directory.CreateDirectory(_folder.Combine("artifacts", "bin", project, "release")).FullName;
        var script = Path.Combine(folder, project);
        File.WriteAllText(script, $"#!/bin/sh\n{exports}exec '{executable}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => _folder.Dispose();

    private void AddPool(string folder, string project)
    {
        Directory.CreateDirectory(_folder.Combine(folder));
        File.WriteAllText(_folder.Combine(folder, project + ".csproj"), "");
        SetService(project);
    }
}
