using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Caching;

public sealed class CachedBatchTests
{
    [Fact]
    public async Task Batch_SomeKnown_OnlyTheOthersTravel()
    {
        await using var caching = await CachingGateway.StartAsync();
        await caching.AskAsync("two");
        caching.Pool.Calls.Clear();

        using var response = await caching.BatchAsync(["one", "two", "I love three"]);
        var results = await CachingGateway.ReadBatchAsync(response);

        Assert.Equal(["one", "I love three"], CachingGateway.Texts(Assert.Single(caching.Pool.Calls)));
        Assert.Equal([false, true, false], results.Select(static item => item.Prediction!.Cached!.Value));
        Assert.Equal(["NEGATIVE", "NEGATIVE", "POSITIVE"], results.Select(static item => item.Prediction!.Label));
        Assert.Equal("sentiment; fwd=partial; stored; detail=\"1 of 3 known\"", response.HeaderOf("Cache-Status"));
    }

    [Fact]
    public async Task Batch_AllKnown_NothingTravels()
    {
        await using var caching = await CachingGateway.StartAsync();
        using (await caching.BatchAsync(["one", "two"]))
        {
            caching.Pool.Calls.Clear();
        }

        using var response = await caching.BatchAsync(["two", "one", "two"]);

        Assert.Empty(caching.Pool.Calls);
        Assert.All(await CachingGateway.ReadBatchAsync(response), static item => Assert.True(item.Prediction!.Cached));
        Assert.Equal("sentiment; hit; detail=memory", response.HeaderOf("Cache-Status"));
    }

    [Fact]
    public async Task Batch_ATextSeveralTimes_TravelsOnce()
    {
        await using var caching = await CachingGateway.StartAsync();

        using var response = await caching.BatchAsync(["same", "I love it", "same", "same"]);
        var results = await CachingGateway.ReadBatchAsync(response);

        Assert.Equal(["same", "I love it"], CachingGateway.Texts(Assert.Single(caching.Pool.Calls)));
        Assert.Equal([0, 1, 2, 3], results.Select(static item => item.Index));
        Assert.Equal(["NEGATIVE", "POSITIVE", "NEGATIVE", "NEGATIVE"], results.Select(static item => item.Prediction!.Label));
    }

    [Fact]
    public async Task Batch_ATextThatThePoolRefusesSeveralTimes_EachHasItsOwnPlace()
    {
        await using var caching = await CachingGateway.StartAsync();

        using var response = await caching.BatchAsync(["", "fine", PoolScript.NoTokens, "fine", PoolScript.NoTokens]);
        var results = await CachingGateway.ReadBatchAsync(response);

        Assert.Single(caching.Pool.Calls);
        Assert.Equal(["E1001", null, "E1001", null, "E1001"], results.Select(static item => item.Error?.Code));
        Assert.Equal(("texts[2] has no token.", "texts[4] has no token."), (results[2].Error!.Detail, results[4].Error!.Detail));
    }

    [Fact]
    public async Task Batch_ATextThatThePoolRefuses_IsNotKept()
    {
        await using var caching = await CachingGateway.StartAsync();
        using (await caching.BatchAsync([PoolScript.NoTokens]))
        using (var again = await caching.PredictAsync(PoolScript.NoTokens))
        {
            await again.AssertProblemAsync(ErrorCode.TextEmpty);
        }

        Assert.Equal(2, caching.Pool.Calls.Count);
    }

    [Fact]
    public async Task Batch_WholeCallFails_IsTheErrorOfTheRequest()
    {
        await using var caching = await CachingGateway.StartAsync();
        await caching.AskAsync("one");
        caching.Pool.Script = PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 3);

        using var response = await caching.BatchAsync(["one", "two"]);

        await response.AssertProblemAsync(ErrorCode.Overloaded);
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
    }
}
