using System.Text.Json;

namespace Sentiment.Cli.RunState;

/// <summary>The content of <c>run.json</c>: what runs, for scripts.</summary>
/// <param name="ApiKey">The development key of this run.</param>
/// <param name="Services">Each service, with the process that runs now.</param>
internal sealed record RunDocument(string ApiKey, IReadOnlyList<RunningService> Services)
{
    public void Write(string path) =>
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Default.RunDocument));
}

/// <summary>One service in <c>run.json</c>.</summary>
/// <param name="Name">gateway, onnx, torch; further replicas onnx-2.</param>
/// <param name="Address">Where it serves, without a final slash.</param>
/// <param name="Management">Where metrics and administration are.</param>
/// <param name="Pid">The process that runs now.</param>
internal sealed record RunningService(string Name, string Address, string Management, int Pid);
