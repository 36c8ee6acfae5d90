using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Sentiment.EndToEnd.Tests.SharedSystem))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Sentiment.EndToEnd.Tests;

/// <summary>One system for all tests that only ask it things; those that break it start their own.</summary>
public sealed class SharedSystem : IAsyncLifetime
{
    public RunningSystem System { get; private set; } = null!;

    public async ValueTask InitializeAsync() => System = await RunningSystem.StartAsync();

    public ValueTask DisposeAsync() => System.DisposeAsync();
}
