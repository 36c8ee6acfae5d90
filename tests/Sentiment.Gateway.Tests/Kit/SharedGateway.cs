namespace Sentiment.Gateway.Tests.Kit;

/// <summary>One gateway with one pool for the tests of a class, which run one after the other.</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    internal ScriptedPool Pool { get; private set; } = null!;

    internal TestGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Pool = await ScriptedPool.StartAsync();
        Gateway = TestGateway.Start([Pool]);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Pool.DisposeAsync();
    }
}
