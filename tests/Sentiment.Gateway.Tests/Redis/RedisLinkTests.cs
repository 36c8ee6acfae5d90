using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Redis;

/// <summary>Redis that is there, goes, comes back, hangs or was never there: no request is worse for it.</summary>
public sealed class RedisLinkTests : RedisTest
{
    private const int Away = 240;
    private const int Back = 241;
    private const string Up = "ml_redis_up";
    private const string Password = "opensesame4711";

    private static readonly (string, string)[] Cached = [("Sentiment:Cache:Enabled", "true")];

    [Fact]
    public async Task FirstScrape_HasEverySeries()
    {
        await using var gateway = Start();

        var lines = await MetricsAsync(gateway);

        Assert.Contains(lines, static line => line.StartsWith(Up + ' ', StringComparison.Ordinal));
        Assert.All(
            from use in new[] { "limits", "lookup", "store" } from result in new[] { "ok", "timeout", "failed", "skipped" } select $"ml_redis_calls_total{{use=\"{use}\",result=\"{result}\"}} 0",
            series => Assert.Contains(series, lines));
        Assert.All(["hit", "miss", "unusable", "failed"], result => Assert.Contains($"ml_cache_requests_total{{level=\"redis\",result=\"{result}\"}} 0", lines));
        Assert.All(["local", "refuse"], action => Assert.Contains($"ml_rate_limit_fallbacks_total{{action=\"{action}\"}} 0", lines));
    }

    [Fact]
    public async Task FirstScrape_NoRedisConfigured_HasNoneThatCouldBeDown()
    {
        await using var gateway = TestGateway.Start([Pool]);

        Assert.DoesNotContain(await MetricsAsync(gateway), static line => line.StartsWith(Up + ' ', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_NoRedisThere_ServesAtOnceAndFindsItLater()
    {
        await Server.KillAsync();
        await using var gateway = Start(Cached);

        using var before = await PredictAsync(gateway);

        Assert.Equal(200, (int)before.StatusCode);
        await Poll.UntilAsync(() => gateway.Log.Has(Away), Limit, Requests.Token);
        await Server.BeginAsync();
        await WaitForMetricAsync(gateway, $"{Up} 1");
        Assert.True(gateway.Log.Has(Back));
        using var after = await PredictAsync(gateway);
        Assert.Equal(200, (int)after.StatusCode);
        Assert.True(await MetricAsync(gateway, "ml_redis_calls_total{use=\"limits\",result=\"ok\"}") >= 1);
    }

    [Fact]
    public async Task Start_RedisHangs_IsAwayUntilItAnswersAndNobodyWaits()
    {
        Server.Freeze();
        await using var gateway = Start([.. Cached, ("Sentiment:Redis:Timeout", "00:00:00.050")]);
        await WaitForDigestAsync(gateway);

        using var before = await PredictAsync(gateway);

        Assert.Equal(200, (int)before.StatusCode);
        Assert.Equal(["1", "1"], await CallsAsync(gateway, "skipped"));
        Server.Thaw();
        await WaitForMetricAsync(gateway, $"{Up} 1");
        Assert.Equal(["0", "0"], await CallsAsync(gateway, "timeout"));
        Assert.Equal(["0", "0"], await CallsAsync(gateway, "failed"));
    }

    [Fact]
    public async Task Start_RedisThere_IsUpOnceItHasAnsweredWhatRequestsAsk()
    {
        await using var gateway = await StartAsync(Cached);

        Assert.True(await CommandCallsAsync("mget") > 0);
        Assert.True(await CommandCallsAsync("eval") + await CommandCallsAsync("evalsha") > 0);
        Assert.Equal(["0", "0"], await CallsAsync(gateway, "ok"));
        Assert.Empty(await EverythingAsync());
    }

    [Fact]
    public async Task KilledAndRestarted_UnderLoad_NoClientSeesAnError()
    {
        await using var gateway = await StartAsync(Cached);
        await WaitForDigestAsync(gateway);
        await using var load = new RequestLoad(gateway);
        await load.WaitForAsync(100);

        for (var round = 1; round <= 2; round++)
        {
            await Server.KillAsync();
            await Poll.UntilAsync(() => gateway.Log.Count(Away) == round, Limit, Requests.Token);
            await load.WaitForAsync(200);
            await Server.BeginAsync();
            await Poll.UntilAsync(() => gateway.Log.Count(Back) == round, Limit, Requests.Token);
            await load.WaitForAsync(200);
        }

        Assert.Empty(await load.StopAsync());
        var lines = await MetricsAsync(gateway);
        Assert.Contains($"{Up} 1", lines);
        Assert.True(await MetricAsync(gateway, "ml_rate_limit_fallbacks_total{action=\"local\"}") > 0);
        Assert.True(await MetricAsync(gateway, "ml_redis_calls_total{use=\"limits\",result=\"ok\"}") > 0);
    }

    [Fact]
    public async Task Hangs_ACallIsGivenUpInTime_AndThenNotMade()
    {
        await using var gateway = await StartAsync([.. Cached, ("Sentiment:Redis:Timeout", "00:00:00.050")]);
        await WaitForDigestAsync(gateway);
        using (await PredictAsync(gateway, "warm"))
        {
            Server.Freeze();
        }

        for (var i = 0; i < 20; i++)
        {
            using var response = await PredictAsync(gateway, $"text {i}");
            Assert.Equal(200, (int)response.StatusCode);
        }

        Assert.True(gateway.Log.Has(Away));
        Assert.Contains("it does not answer in time", gateway.Log.Everything, StringComparison.Ordinal);
        var late = await MetricAsync(gateway, "ml_redis_calls_total{use=\"limits\",result=\"timeout\"}") + await MetricAsync(gateway, "ml_redis_calls_total{use=\"lookup\",result=\"timeout\"}");
        var skipped = await MetricAsync(gateway, "ml_redis_calls_total{use=\"limits\",result=\"skipped\"}") + await MetricAsync(gateway, "ml_redis_calls_total{use=\"lookup\",result=\"skipped\"}");
        Assert.True(late >= 5, $"{late} calls were late");
        Assert.True(skipped > late, $"{skipped} calls were not made, {late} were late");
        Assert.Contains($"{Up} 0", await MetricsAsync(gateway));

        Server.Thaw();
        await Poll.UntilAsync(
            async () =>
            {
                using var response = await PredictAsync(gateway, "again");
                Assert.Equal(200, (int)response.StatusCode);
                return gateway.Log.Has(Back);
            },
            Limit,
            Requests.Token);
        Assert.Contains($"{Up} 1", await MetricsAsync(gateway));
    }

    [Fact]
    public async Task Password_Wrong_IsSaidWithoutIt()
    {
        await using var guarded = await RedisServer.StartAsync("--requirepass", "another-password");
        await using var gateway = TestGateway.Start([Pool], ("Sentiment:Redis:Connection", $"{guarded.Address},password={Password}"));

        await Poll.UntilAsync(() => gateway.Log.Has(Away), Limit, Requests.Token);

        using var response = await PredictAsync(gateway);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("AuthenticationFailure", gateway.Log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, gateway.Log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(guarded.Address, gateway.Log.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_Right_IsUsed()
    {
        await using var guarded = await RedisServer.StartAsync("--requirepass", Password);
        await using var gateway = TestGateway.Start([Pool], ("Sentiment:Redis:Connection", $"{guarded.Address},password={Password}"));

        await WaitForMetricAsync(gateway, $"{Up} 1");

        using var response = await PredictAsync(gateway);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("ml_redis_calls_total{use=\"limits\",result=\"ok\"} 1", await MetricsAsync(gateway));
        Assert.DoesNotContain(Password, gateway.Log.Everything, StringComparison.Ordinal);
    }

    // For the limits, and to look for answers.
    private static async Task<string[]> CallsAsync(TestGateway gateway, string result)
    {
        var lines = await MetricsAsync(gateway);
        return [.. new[] { "limits", "lookup" }.Select(use => $"ml_redis_calls_total{{use=\"{use}\",result=\"{result}\"}} ")
            .Select(series => Assert.Single(lines, line => line.StartsWith(series, StringComparison.Ordinal))[series.Length..])];
    }
}
