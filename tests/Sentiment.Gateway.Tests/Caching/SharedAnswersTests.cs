using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;
using StackExchange.Redis;

namespace Sentiment.Gateway.Tests.Caching;

/// <summary>Gateways that share a Redis know what any of them has asked.</summary>
public sealed class SharedAnswersTests : RedisTest
{
    private const string Status = "Cache-Status";

    [Fact]
    public async Task Predict_AnotherGatewayHasAsked_IsAnsweredWithoutAPool()
    {
        await using var one = await StartCachingAsync();
        await using var other = await StartCachingAsync();
        using var asked = await PredictAsync(one, "I love it");
        var answer = await asked.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Requests.Token);
        await WaitForStoredAsync(1);

        using var known = await PredictAsync(other, "I love it");

        var prediction = await known.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Requests.Token);
        Assert.Single(Pool.Calls);
        Assert.Equal("sentiment; hit; detail=redis", known.HeaderOf(Status));
        Assert.Equal(answer!.Scores, prediction!.Scores);
        Assert.Equal(answer with { Cached = true, InferenceTimeMs = 0, Scores = prediction.Scores, PredictionId = prediction.PredictionId }, prediction);
        Assert.Contains("cache;dur=", known.HeaderOf(HeaderNames.ServerTiming), StringComparison.Ordinal);
        Assert.Contains(Series("hit", 1), await MetricsAsync(other));
        Assert.Contains(Series("miss", 1), await MetricsAsync(one));
        Assert.Contains("ml_cache_hit_ratio 1", await MetricsAsync(other));

        // It is in memory from then on.
        using var again = await PredictAsync(other, "I love it");
        Assert.Equal("sentiment; hit; detail=memory", again.HeaderOf(Status));
    }

    [Fact]
    public async Task Batch_SomeKnownToAnother_OnlyTheRestTravels_AndOneCallLooksForAll()
    {
        await using var one = await StartCachingAsync();
        await using var other = await StartCachingAsync();
        using (await one.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","b","c"]}""")))
        {
            await WaitForStoredAsync(3);
        }

        Pool.Calls.Clear();
        var before = await CommandCallsAsync("mget");

        using var response = await other.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","new","b","c"]}"""));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("\"new\"", Assert.Single(Pool.Calls).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"a\"", Assert.Single(Pool.Calls).Body, StringComparison.Ordinal);
        Assert.Equal("sentiment; fwd=partial; stored; detail=\"3 of 4 known\"", response.HeaderOf(Status));
        Assert.Equal(before + 1, await CommandCallsAsync("mget"));
        var lines = await MetricsAsync(other);
        Assert.Contains(Series("hit", 3), lines);
        Assert.Contains(Series("miss", 1), lines);
    }

    [Fact]
    public async Task Predict_ManyAtOnceOfWhatAnotherKnows_LookOnce()
    {
        await using var one = await StartCachingAsync();
        await using var other = await StartCachingAsync();
        using (await PredictAsync(one, "the same"))
        {
            await WaitForStoredAsync(1);
        }

        var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => PredictAsync(other, "the same")));

        Assert.All(responses, static response => Assert.Equal(200, (int)response.StatusCode));
        Assert.Single(Pool.Calls);
        Assert.Contains(Series("hit", 1), await MetricsAsync(other));
        Array.ForEach(responses, static response => response.Dispose());
    }

    [Theory]
    [InlineData("no-cache")]
    [InlineData("no-store")]
    public async Task Predict_CallerForbidsIt_IsNotLookedFor(string control)
    {
        await using var one = await StartCachingAsync();
        await using var other = await StartCachingAsync();
        using (await PredictAsync(one, "I love it"))
        {
            await WaitForStoredAsync(1);
        }

        using var response = await other.Client.CallAsync(Requests.Predict, Requests.Text("I love it"), ("Cache-Control", control));

        Assert.Equal(2, Pool.Calls.Count);
        Assert.DoesNotContain("hit", response.HeaderOf(Status), StringComparison.Ordinal);
        Assert.Contains(Series("hit", 0), await MetricsAsync(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{\"label\":\"POSITIVE\"}")]
    public async Task Predict_ValueIsNotOurs_IsAskedAnewAndPutRight(string foreign)
    {
        await using var one = await StartCachingAsync();
        await using var other = await StartCachingAsync();
        using (await PredictAsync(one, "I love it"))
        {
            await WaitForStoredAsync(1);
        }

        await using var connection = await ConnectionMultiplexer.ConnectAsync(Server.Address);
        var database = connection.GetDatabase();
        var key = await KeyAsync(connection);
        await database.StringSetAsync(key, foreign);

        using var response = await PredictAsync(other, "I love it");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("sentiment; fwd=miss; stored", response.HeaderOf(Status));
        Assert.Equal(2, Pool.Calls.Count);
        Assert.Contains(Series("unusable", 1), await MetricsAsync(other));
        await Poll.UntilAsync(async () => await database.StringGetAsync(key) != foreign, Limit, Requests.Token);
    }

    [Fact]
    public async Task Predict_ValueBelongsToAnotherText_IsNotTaken()
    {
        await using var one = await StartCachingAsync();
        await using var other = await StartCachingAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(Server.Address);
        using (await PredictAsync(one, "I love it"))
        {
            await WaitForStoredAsync(1);
        }

        var positive = await KeyAsync(connection);
        using (await PredictAsync(one, "broken"))
        {
            await WaitForStoredAsync(2);
        }

        foreach (var key in await KeysAsync(connection))
        {
            await connection.GetDatabase().StringSetAsync(key, await connection.GetDatabase().StringGetAsync(positive));
        }

        using var response = await PredictAsync(other, "broken");

        var prediction = await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Requests.Token);
        Assert.Equal("NEGATIVE", prediction!.Label);
        Assert.Contains(Series("unusable", 1), await MetricsAsync(other));
    }

    [Fact]
    public async Task InRedis_AnAnswerLivesAsLongAsConfigured_AndHasNoTextInIt()
    {
        await using var gateway = await StartCachingAsync(("Sentiment:Cache:Lifetime", "00:10:00"));
        using (await PredictAsync(gateway, "mysecrettext"))
        {
            await WaitForStoredAsync(1);
        }

        await using var connection = await ConnectionMultiplexer.ConnectAsync(Server.Address);
        var lifetime = await connection.GetDatabase().KeyTimeToLiveAsync(await KeyAsync(connection));
        Assert.InRange(lifetime!.Value.TotalMinutes, 9, 10);
        var everything = await EverythingAsync();
        Assert.Contains("\"label\":\"NEGATIVE\"", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("mysecrettext", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("inference_time_ms\":1", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_RedisGone_IsAskedAndKeptInMemory()
    {
        await using var gateway = await StartCachingAsync();
        await Server.KillAsync();
        using (var first = await PredictAsync(gateway, "I love it"))
        {
            Assert.Equal("sentiment; fwd=miss; stored", first.HeaderOf(Status));
        }

        using var second = await PredictAsync(gateway, "I love it");

        Assert.Equal("sentiment; hit; detail=memory", second.HeaderOf(Status));
        Assert.Contains(Series("failed", 1), await MetricsAsync(gateway));
    }

    private static string Series(string result, int value) => $"ml_cache_requests_total{{level=\"redis\",result=\"{result}\"}} {value}";

    private async Task<TestGateway> StartCachingAsync(params (string, string)[] more)
    {
        var gateway = await StartAsync([("Sentiment:Cache:Enabled", "true"), .. more]);
        await WaitForDigestAsync(gateway);
        return gateway;
    }

    // Nobody waits for a value to be kept.
    private async Task WaitForStoredAsync(int answers)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(Server.Address);
        await Poll.UntilAsync(async () => (await KeysAsync(connection)).Count == answers, Limit, Requests.Token);
    }

    private async Task<RedisKey> KeyAsync(ConnectionMultiplexer connection) => Assert.Single(await KeysAsync(connection));

    private async Task<List<RedisKey>> KeysAsync(ConnectionMultiplexer connection)
    {
        var keys = new List<RedisKey>();
        await foreach (var key in connection.GetServer(Server.Address).KeysAsync(pattern: "sentiment:answer:*"))
        {
            keys.Add(key);
        }

        return keys;
    }
}
