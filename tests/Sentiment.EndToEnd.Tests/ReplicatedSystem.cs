namespace Sentiment.EndToEnd.Tests;

/// <summary>Two replicas of the ONNX pool and one of the Torch pool, for tests that end processes which come back.</summary>
public sealed class ReplicatedSystem : IAsyncLifetime
{
    private RunningSystem? _system;

    public RunningSystem System => _system ?? throw new InvalidOperationException("The system has not started.");

    public async ValueTask InitializeAsync() => _system = await RunningSystem.StartAsync("--replicas", "onnx=2");

    public ValueTask DisposeAsync() => _system?.DisposeAsync() ?? ValueTask.CompletedTask;
}
