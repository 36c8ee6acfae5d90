using System.Net;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>All that is replaced while a gateway runs, one after the other under one load; no client notices.</summary>
public sealed class ReplacementTests
{
    private const string Charges = "ml_redis_calls_total{use=\"limits\",result=\"ok\"} ";
    private const string Fallbacks = "ml_rate_limit_fallbacks_total{action=\"local\"} ";
    private const string KnownInRedis = "ml_cache_requests_total{level=\"redis\",result=\"hit\"} ";
    private const string RedisIsUp = "ml_redis_up ";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RedisPoolsCertificateAndKeys_ReplacedUnderLoad_CostNoRequest()
    {
        Assert.SkipWhen(RedisServer.SkipReason is not null, RedisServer.SkipReason ?? string.Empty);
        var key = GuardedSystem.NewKey();
        await using var system = await GuardedSystem.StartAsync(key);
        await using var load = VariedLoad.Start(system, key);
        await load.GoOnAsync();

        await ReplaceRedisAsync(system, load);
        foreach (var pool in system.Pools)
        {
            await ReplacePoolAsync(system, pool, load);
        }

        await ReplaceCertificateAsync(system, load);
        await ReplaceKeyAsync(system, key, load);

        Assert.Empty(await load.StopAsync());
        Assert.DoesNotContain(system.Gateway.Log, static line => line.Contains("\"level\":\"ERROR\"", StringComparison.Ordinal) || line.Contains("\"level\":\"CRITICAL\"", StringComparison.Ordinal));
    }

    private static async Task ReplaceRedisAsync(GuardedSystem system, VariedLoad load)
    {
        await WaitForMoreAsync(system, KnownInRedis);

        await system.Redis.KillAsync();
        await WaitForAsync(system, RedisIsUp, 0);
        await WaitForMoreAsync(system, Fallbacks);
        await load.GoOnAsync();

        await system.Redis.BeginAsync();
        await WaitForAsync(system, RedisIsUp, 1);
        await WaitForMoreAsync(system, Charges);
        await WaitForMoreAsync(system, KnownInRedis);
    }

    private static async Task ReplacePoolAsync(GuardedSystem system, RestartableService pool, VariedLoad load)
    {
        await pool.KillAsync();
        await WaitForAsync(system, Replicas("down"), 1);
        await load.GoOnAsync();

        await pool.BeginAsync();
        await WaitForAsync(system, Replicas("up"), system.Pools.Count);

        // A new process: it has counted nothing before.
        await Poll.UntilAsync(async () => await pool.SumAsync("ml_inferences_total{") > 0, Soon, Token);
        await load.GoOnAsync();
    }

    private static async Task ReplaceCertificateAsync(GuardedSystem system, VariedLoad load)
    {
        using var next = system.Authority.ForServer("next.example");
        Assert.False(load.IsShown(next));

        system.Install(next);

        await Poll.UntilAsync(() => load.IsShown(next), Soon, Token);
        await load.GoOnAsync();
    }

    private static async Task ReplaceKeyAsync(GuardedSystem system, string key, VariedLoad load)
    {
        using var client = system.Authority.NewClient(system.Gateway.Port);
        var next = GuardedSystem.NewKey();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, next));

        system.WriteKeys(next, former: key);
        await Poll.UntilAsync(async () => await StatusAsync(client, next) == HttpStatusCode.OK, Soon, Token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, key));
        load.Use(next);
        await load.GoOnAsync();

        system.WriteKeys(next);
        await Poll.UntilAsync(async () => await StatusAsync(client, key) == HttpStatusCode.Unauthorized, Soon, Token);
        await load.GoOnAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string key)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "/api/v1/models");
        message.Headers.Add(HeaderNames.ApiKey, key);
        using var response = await client.SendAsync(message, Token);
        return response.StatusCode;
    }

    private static string Replicas(string state) => $"ml_arm_replicas{{arm=\"onnx\",state=\"{state}\"}} ";

    private static Task WaitForAsync(GuardedSystem system, string series, double value) =>
        Poll.UntilAsync(async () => await system.Gateway.SumAsync(series) == value, Soon, Token, $"{series}{value}");

    private static async Task WaitForMoreAsync(GuardedSystem system, string series)
    {
        var before = await system.Gateway.SumAsync(series);
        await Poll.UntilAsync(async () => await system.Gateway.SumAsync(series) > before, Soon, Token, $"{series}> {before}");
    }
}
