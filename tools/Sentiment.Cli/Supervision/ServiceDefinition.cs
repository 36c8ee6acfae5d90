namespace Sentiment.Cli.Supervision;

/// <summary>A service that <c>up</c> starts and keeps running.</summary>
/// <param name="Name">As in logs and run.json: gateway, onnx, onnx-2, torch, redis.</param>
/// <param name="Executable">Its apphost.</param>
/// <param name="Address">Where it serves.</param>
/// <param name="Management">Where metrics and administration are; <paramref name="Address"/> again where there are none.</param>
/// <param name="Environment">Added to the inherited environment.</param>
internal sealed record ServiceDefinition(
    string Name,
    string Executable,
    Uri Address,
    Uri Management,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Whether it inherits a variable of this name; all of them, unless somebody says otherwise.</summary>
    public Func<string, bool> Inherits { get; init; } = static _ => true;
}
