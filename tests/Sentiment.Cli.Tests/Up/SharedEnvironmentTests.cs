using Sentiment.Cli.Tests.Fixtures;
using Sentiment.Cli.Up;

namespace Sentiment.Cli.Tests.Up;

/// <summary>Settings in the environment of <c>up</c> go to the services that have them.</summary>
public sealed class SharedEnvironmentTests : IDisposable
{
    private readonly StubRepository _repository = new();

    [Theory]
    [InlineData("Sentiment__Redis__Connection", "gateway")]
    [InlineData("Sentiment__RateLimits__Plans__default__Requests", "gateway")]
    [InlineData("Sentiment__Auth__Pepper", "gateway")]
    [InlineData("Sentiment__Auth__Keys__shop__Hash", "gateway")]
    [InlineData("Sentiment__Auth__PoolKeyHash", "onnx torch")]
    [InlineData("Sentiment__Batching__MaxTexts", "onnx torch")]
    [InlineData("Sentiment__Model__Precision", "onnx torch")]
    [InlineData("Sentiment__Admission__MaxWait", "onnx torch")]
    [InlineData("Sentiment__Onnx__Threads", "onnx")]
    [InlineData("SENTIMENT__TORCH__THREADS", "torch")]
    [InlineData("Sentiment:Torch:Threads", "torch")]
    [InlineData("Sentiment__Listen__Limits__Connections", "gateway onnx torch")]
    [InlineData("Sentiment__Tls__Certificate", "gateway onnx torch")]
    [InlineData("Sentiment__Redsi__Connection", "gateway")]
    [InlineData("SENTIMENT_ROOT", "gateway onnx torch")]
    [InlineData("PATH", "gateway onnx torch")]
    public void Variable_EachService_GetsItIfItHasTheSection(string variable, string services)
    {
        var pools = PoolKind.Known.Where(pool => SharedEnvironment.IsForPool(variable, pool)).Select(static pool => pool.Name);

        Assert.Equal(services, string.Join(' ', SharedEnvironment.IsForGateway(variable) ? pools.Prepend("gateway") : pools));
    }

    [Fact]
    public async Task Up_SettingsInItsEnvironment_ReachTheServicesThatHaveThem()
    {
        await using var up = UpProcess.StartIn(_repository, new Dictionary<string, string?>
        {
            ["Sentiment__Redis__Timeout"] = "00:00:01",
            ["Sentiment__Batching__MaxTexts"] = "8",
            ["CHILD_SHOWS"] = "Sentiment__Redis__Timeout,Sentiment__Batching__MaxTexts",
        });

        await up.WaitReadyAsync();

        string[] expected =
        [
            "gateway | Sentiment__Redis__Timeout is 00:00:01", "gateway | Sentiment__Batching__MaxTexts is not set",
            "onnx    | Sentiment__Redis__Timeout is not set", "onnx    | Sentiment__Batching__MaxTexts is 8",
        ];
        Assert.All(expected, line => Assert.Contains(line, up.Process.Output));
    }

    public void Dispose() => _repository.Dispose();
}
