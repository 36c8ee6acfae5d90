using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Sentiment.EndToEnd.Tests.SharedSystem))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Sentiment.EndToEnd.Tests;

/// <summary>One system for all tests that only ask it things; those that break it start their own.</summary>
public sealed class SharedSystem : IAsyncLifetime
{
    private RunningSystem? _system;

    public RunningSystem System => _system ?? throw new InvalidOperationException("The system has not started.");

    public async ValueTask InitializeAsync() => _system = await RunningSystem.StartAsync();

    // Not there when the start failed, which is then the error to show.
    public ValueTask DisposeAsync() => _system?.DisposeAsync() ?? ValueTask.CompletedTask;
}
