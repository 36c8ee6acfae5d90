using Sentiment.Contracts;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Caching;

/// <summary>What was known of one model is not said of another.</summary>
public sealed class RolloutTests
{
    private static readonly string Next = new('b', 64);

    // What is heard comes with answers, in the test's order.
    private static readonly (string, string) SeldomProbed = ("Sentiment:Dispatch:ProbeInterval", "00:01:00");

    [Fact]
    public async Task Predict_ReplicasServeDifferentModels_NothingIsLookedUpOrKept()
    {
        await using var caching = await CachingGateway.StartAsync(replicas: 2);
        await caching.AskAsync("fine");

        caching.Replica(1).Digest = Next;
        await caching.HearsAsync(models: 2);

        Assert.Equal("sentiment; fwd=bypass", (await caching.AskAsync("fine")).Status);
        Assert.Equal("sentiment; fwd=bypass", (await caching.AskAsync("fine")).Status);
        await caching.HasAsync("""ml_cache_requests_total{level="all",result="bypassed"} 2""");
    }

    [Fact]
    public async Task Predict_ModelReplaced_IsAskedAnew()
    {
        await using var caching = await CachingGateway.StartAsync(settings: SeldomProbed);
        await caching.AskAsync("fine");
        caching.Pool.Digest = Next;

        // The first answer, at the latest, says what is served now.
        await caching.AskAsync("something else");
        using var response = await caching.PredictAsync("fine");

        Assert.False((await CachingGateway.ReadAsync(response)).Cached);
        Assert.Equal(Next, response.HeaderOf(HeaderNames.ModelDigest));
        Assert.True((await caching.AskAsync("fine")).Answer.Cached);
    }

    [Fact]
    public async Task Predict_ModelComesBack_WhatWasKnownOfItIsStillKnown()
    {
        await using var caching = await CachingGateway.StartAsync(settings: SeldomProbed);
        await caching.AskAsync("fine");
        caching.Pool.Digest = Next;
        await caching.AskAsync("something else");
        caching.Pool.Digest = PoolScript.Digest;
        await caching.AskAsync("yet another");

        Assert.True((await caching.AskAsync("fine")).Answer.Cached);
    }
}
