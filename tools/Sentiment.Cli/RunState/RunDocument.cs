using System.Text.Json;

namespace Sentiment.Cli.RunState;

/// <summary>The content of <c>run.json</c>: what runs, for scripts.</summary>
/// <param name="ApiKey">The development key of this run.</param>
/// <param name="Services">Each service, with the process that runs now.</param>
internal sealed record RunDocument(string ApiKey, IReadOnlyList<RunningService> Services)
{
    /// <summary>What runs with this state directory.</summary>
    /// <exception cref="CommandFailedException">Nothing does, or the file is not ours.</exception>
    public static RunDocument Read(string stateDirectory)
    {
        var path = StateDirectory.RunFileIn(stateDirectory);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RunJson.Default.RunDocument)
                ?? throw new JsonException("it is empty");
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException(
                $"No system runs with the state directory {stateDirectory}: it has no run.json. Start one with `sentiment up`, or name another with --state DIR.");
        }
        catch (JsonException broken)
        {
            throw new CommandFailedException($"{path} is not what `sentiment up` writes: {broken.Message}");
        }
    }

    /// <summary>The service of a name.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public RunningService Service(string name) =>
        Services.FirstOrDefault(service => service.Name == name)
        ?? throw new CommandFailedException($"run.json names no {name}; it has {string.Join(", ", Services.Select(service => service.Name))}.");

    public void Write(string path) =>
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Default.RunDocument));
}

/// <summary>One service in <c>run.json</c>.</summary>
/// <param name="Name">gateway, onnx, torch, redis; further replicas onnx-2.</param>
/// <param name="Address">Where it serves, without a final slash.</param>
/// <param name="Management">Where metrics and administration are; the same as the address where there are none.</param>
/// <param name="Pid">The process that runs now.</param>
internal sealed record RunningService(string Name, string Address, string Management, int Pid);
