using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Redis;

/// <summary>The server that <c>sentiment up --redis embedded</c> starts: another one's code, and what the gateway asks of it works there, too.</summary>
public sealed class EmbeddedRedisTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly int _port = FreePorts.Take();
    private ScriptedPool _pool = null!;
    private ServiceProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _server = ServiceProcess.Start(new ProcessCommand(BuiltExecutable.Path("Sentiment.Redis"))
        {
            Environment = new Dictionary<string, string?> { ["Sentiment__Listen__Port"] = $"{_port}", ["Sentiment__Hosting__Supervised"] = "true" },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task Gateways_TwoOfThem_ShareLimitsAndAnswers()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();

        using (var first = await RedisTest.PredictAsync(one, "I love it"))
        {
            Assert.Equal("sentiment; fwd=miss; stored", first.HeaderOf("Cache-Status"));
            Assert.StartsWith("\"requests\";r=2;", first.HeaderOf("RateLimit"), StringComparison.Ordinal);
        }

        await RedisTest.WaitForMetricAsync(one, "ml_redis_calls_total{use=\"store\",result=\"ok\"} 1");
        using (var second = await RedisTest.PredictAsync(other, "I love it"))
        {
            Assert.Equal("sentiment; hit; detail=redis", second.HeaderOf("Cache-Status"));
            Assert.StartsWith("\"requests\";r=1;", second.HeaderOf("RateLimit"), StringComparison.Ordinal);
        }

        using (var third = await RedisTest.PredictAsync(one, "I love it"))
        {
            Assert.Equal(200, (int)third.StatusCode);
        }

        using var refused = await RedisTest.PredictAsync(other, "I love it");
        await refused.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 10, 20);
        Assert.Contains("ml_redis_calls_total{use=\"limits\",result=\"failed\"} 0", await RedisTest.MetricsAsync(other));
    }

    [Fact]
    public async Task Supervised_ItsParentEnds_EndsToo()
    {
        await using var gateway = await StartAsync();

        _server.Input.Close();

        Assert.Equal(0, await _server.WaitForExitAsync(Limit));
    }

    [Fact]
    public async Task Terminated_Ends()
    {
        await using var gateway = await StartAsync();

        _server.Signal(ProcessSignal.Terminate);

        Assert.Equal(0, await _server.WaitForExitAsync(Limit));
    }

    private async Task<TestGateway> StartAsync()
    {
        var gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Redis:Connection", $"127.0.0.1:{_port}"),
            ("Sentiment:Redis:Timeout", "00:00:05"),
            ("Sentiment:Cache:Enabled", "true"),
            ("Sentiment:RateLimits:Plans:tests:Requests", "3"));
        await RedisTest.WaitForMetricAsync(gateway, "ml_redis_up 1");
        await RedisTest.WaitForDigestAsync(gateway);
        return gateway;
    }
}
