using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Caching;

public sealed class CacheTests
{
    [Fact]
    public async Task Predict_AskedAgain_IsAnsweredWithoutAModel()
    {
        await using var caching = await CachingGateway.StartAsync();

        var (first, firstStatus) = await caching.AskAsync("I love it");
        using var response = await caching.PredictAsync("I love it", (HeaderNames.CorrelationId, "again"));
        var second = await CachingGateway.ReadAsync(response);

        Assert.Equal(("sentiment; fwd=miss; stored", "sentiment; hit; detail=memory"), (firstStatus, response.HeaderOf("Cache-Status")));
        Assert.Equal((false, true), (first.Cached, second.Cached));
        Assert.Equal(first.Scores, second.Scores);
        Assert.Equal((first.Label, first.Score, first.Tokens, first.Arm), (second.Label, second.Score, second.Tokens, second.Arm));
        Assert.Single(caching.Pool.Calls);

        // Of its own: the id, the times and who has served.
        Assert.Equal((1.25, 0), (first.InferenceTimeMs, second.InferenceTimeMs));
        Assert.Equal("again", response.HeaderOf(HeaderNames.CorrelationId));
        Assert.Equal(("onnx", "onnx", PoolScript.Digest), (response.HeaderOf(HeaderNames.Backend), response.HeaderOf(HeaderNames.ServedArm), response.HeaderOf(HeaderNames.ModelDigest)));
        Assert.DoesNotContain("infer", response.HeaderOf(HeaderNames.ServerTiming), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_AskedAgain_IsCountedAsCachedAndChargedNoTokens()
    {
        await using var caching = await CachingGateway.StartAsync(settings: ("Sentiment:RateLimits:Plans:tests:Tokens", "10"));
        await caching.AskAsync("I love it");
        using var response = await caching.PredictAsync("I love it");

        Assert.Contains("\"tokens\";r=5;", response.HeaderOf("RateLimit"), StringComparison.Ordinal);
        var lines = (await caching.Gateway.Management.GetStringAsync("/metrics", Requests.Token)).Split('\n');
        Assert.Contains("""ml_predictions_total{arm="onnx",label="POSITIVE",cached="false"} 1""", lines);
        Assert.Contains("""ml_predictions_total{arm="onnx",label="POSITIVE",cached="true"} 1""", lines);
        Assert.Contains("""ml_prediction_duration_seconds_count{arm="onnx",cached="true"} 1""", lines);
        Assert.Contains("""ml_cache_requests_total{level="memory",result="hit"} 1""", lines);
        Assert.Contains("""ml_cache_requests_total{level="memory",result="miss"} 1""", lines);
        Assert.Contains("ml_cache_hit_ratio 0.5", lines);
        Assert.Contains("ml_cache_entries 1", lines);
    }

    [Fact]
    public async Task Predict_OtherOptions_IsAnotherQuestion()
    {
        await using var caching = await CachingGateway.StartAsync();
        await caching.AskAsync("fine");

        using var head = await caching.Gateway.Client.CallAsync(Requests.Predict, Requests.Json("""{"text":"fine","truncation":"head"}"""));
        using var window = await caching.Gateway.Client.CallAsync(Requests.Predict, Requests.Json("""{"truncation":"window","text":"fine","backend":"onnx"}"""));

        Assert.Equal((false, true), ((await CachingGateway.ReadAsync(head)).Cached, (await CachingGateway.ReadAsync(window)).Cached));
    }

    [Fact]
    public async Task Predict_NoCache_AsksTheModelAndKeepsWhatItSays()
    {
        await using var caching = await CachingGateway.StartAsync();
        await caching.AskAsync("fine");

        var (fresh, status) = await caching.AskAsync("fine", ("Cache-Control", "no-cache"));
        var (other, _) = await caching.AskAsync("other", ("Cache-Control", "no-cache"));
        var (known, _) = await caching.AskAsync("other");

        Assert.Equal("sentiment; fwd=request; stored", status);
        Assert.Equal((false, false, true), (fresh.Cached, other.Cached, known.Cached));
        Assert.Equal(3, caching.Pool.Calls.Count);
    }

    [Fact]
    public async Task Predict_NoStore_IsNeitherLookedUpNorKept()
    {
        await using var caching = await CachingGateway.StartAsync();
        await caching.AskAsync("known");

        var (known, status) = await caching.AskAsync("known", ("Cache-Control", "no-store"));
        await caching.AskAsync("secret", ("Cache-Control", "no-store"));
        var (secret, _) = await caching.AskAsync("secret");

        Assert.Equal("sentiment; fwd=bypass", status);
        Assert.Equal((false, false), (known.Cached, secret.Cached));
        Assert.Equal(4, caching.Pool.Calls.Count);
    }

    [Fact]
    public async Task Predict_Refused_IsNotKept()
    {
        await using var caching = await CachingGateway.StartAsync();
        caching.Pool.Script = PoolScript.Problem(ErrorCode.Overloaded);
        using (var refused = await caching.PredictAsync("fine"))
        {
            await refused.AssertProblemAsync(ErrorCode.Overloaded);
        }

        caching.Pool.Script = null;

        Assert.Equal("sentiment; fwd=miss; stored", (await caching.AskAsync("fine")).Status);
    }

    [Fact]
    public async Task Predict_PerClient_FindsOnlyItsOwn()
    {
        await using var caching = await CachingGateway.StartAsync(
            settings: [("Sentiment:Cache:PerClient", "true"), ("Sentiment:Auth:Keys:other:Hash", TestKeys.HashOf("sk-other-0123456789abcdef")), ("Sentiment:Auth:Keys:other:Owner", "tests")]);
        await caching.AskAsync("fine");

        using var other = await caching.Gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, "sk-other-0123456789abcdef"));

        Assert.False((await CachingGateway.ReadAsync(other)).Cached);
        Assert.True((await caching.AskAsync("fine")).Answer.Cached);
    }

    [Fact]
    public async Task Predict_CacheOff_AlwaysTravels()
    {
        await using var caching = await CachingGateway.StartAsync(settings: ("Sentiment:Cache:Enabled", "false"));
        await caching.AskAsync("fine");

        var (answer, status) = await caching.AskAsync("fine");

        Assert.Equal((false, "sentiment; fwd=bypass"), (answer.Cached, status));
        Assert.Equal(2, caching.Pool.Calls.Count);
    }

    [Fact]
    public async Task Predict_NoPoolLeft_WhatIsKnownIsStillAnswered()
    {
        await using var caching = await CachingGateway.StartAsync();
        await caching.AskAsync("fine");
        await caching.Pool.KillAsync();
        await caching.HasAsync("""ml_arm_replicas{arm="onnx",state="down"} 1""");

        Assert.True((await caching.AskAsync("fine")).Answer.Cached);
        using var unknown = await caching.PredictAsync("other");
        await unknown.AssertProblemAsync(ErrorCode.NoReplica);
    }
}
