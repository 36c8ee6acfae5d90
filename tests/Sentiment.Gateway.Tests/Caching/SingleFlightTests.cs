using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Caching;

/// <summary>Equal questions at the same time. The pool holds its calls until all have come.</summary>
public sealed class SingleFlightTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CachingGateway _caching = null!;

    public async ValueTask InitializeAsync()
    {
        _caching = await CachingGateway.StartAsync();
        _caching.Pool.Script = HeldAsync(PoolScript.Good);
    }

    public async ValueTask DisposeAsync()
    {
        _gate.TrySetResult();
        await _caching.DisposeAsync();
    }

    [Fact]
    public async Task Predict_AThousandEqualOnesCold_AreOneInference()
    {
        const int Count = 1_000;
        var asked = Enumerable.Range(0, Count).Select(_ => _caching.PredictAsync("I love it", (HeaderNames.RequestTimeoutMs, "60000"))).ToArray();
        await MissedAsync(Count);
        _gate.SetResult();

        var answers = await Task.WhenAll(asked);

        Assert.Single(_caching.Pool.Calls);
        foreach (var response in answers)
        {
            using (response)
            {
                Assert.Equal("POSITIVE", (await CachingGateway.ReadAsync(response)).Label);
            }
        }

        Assert.Equal(1, answers.Count(static response => response.HeaderOf("Cache-Status") == "sentiment; fwd=miss; stored"));
        Assert.Equal(Count - 1, answers.Count(static response => response.HeaderOf("Cache-Status") == "sentiment; fwd=miss; collapsed"));
        await _caching.HasAsync($"ml_cache_requests_total{{level=\"flight\",result=\"joined\"}} {Count - 1}");
    }

    [Fact]
    public async Task Predict_WhileABatchAsksTheSame_WaitsForTheBatch()
    {
        var batch = _caching.BatchAsync(["one", "two"]);
        await MissedAsync(2);
        var single = _caching.PredictAsync("two");
        await MissedAsync(3);
        _gate.SetResult();

        using var first = await batch;
        using var second = await single;

        Assert.Equal("NEGATIVE", (await CachingGateway.ReadAsync(second)).Label);
        Assert.Single(_caching.Pool.Calls);
    }

    [Fact]
    public async Task Batches_ThatShareTexts_DoNotWaitForEachOtherForever()
    {
        var first = _caching.BatchAsync(["one", "two", "three"]);
        await MissedAsync(3);
        var second = _caching.BatchAsync(["three", "four", "one"]);
        await MissedAsync(6);
        _gate.SetResult();

        using var one = await first;
        using var two = await second;

        Assert.All(await CachingGateway.ReadBatchAsync(two), static item => Assert.NotNull(item.Prediction));
        Assert.Equal(4, _caching.TextsSent);
    }

    [Fact]
    public async Task Predict_LeaderLeaves_OneOfTheOthersAsks()
    {
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(Requests.Token);
        var leader = _caching.Gateway.Client.PostAsync(Requests.Predict, Requests.Text("fine"), leaves.Token);
        await MissedAsync(1);
        var others = Enumerable.Range(0, 5).Select(_ => _caching.PredictAsync("fine")).ToArray();
        await MissedAsync(6);

        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        await _caching.HasAsync("""ml_cache_requests_total{level="flight",result="again"} 5""");
        _gate.SetResult();

        Assert.All(await Task.WhenAll(others), static response => Assert.Equal(StatusCodes.Status200OK, (int)response.StatusCode));
        Assert.Equal(2, _caching.Pool.Calls.Count);
    }

    [Fact]
    public async Task Predict_LeaderHasLessTime_TheOthersStillGetTheirs()
    {
        var leader = _caching.PredictAsync("fine", (HeaderNames.RequestTimeoutMs, "2000"));
        await MissedAsync(1);
        var other = _caching.PredictAsync("fine");
        await MissedAsync(2);

        using (var late = await leader)
        {
            await late.AssertProblemAsync(ErrorCode.DeadlinePassed);
        }

        _gate.SetResult();
        using var response = await other;
        Assert.Equal(StatusCodes.Status200OK, (int)response.StatusCode);
    }

    [Fact]
    public async Task Predict_WaiterHasLessTime_IsTooLateOnItsOwn()
    {
        var leader = _caching.PredictAsync("fine");
        await MissedAsync(1);

        using (var late = await _caching.PredictAsync("fine", (HeaderNames.RequestTimeoutMs, "100")))
        {
            await late.AssertProblemAsync(ErrorCode.DeadlinePassed);
        }

        _gate.SetResult();
        using var response = await leader;
        Assert.Equal(StatusCodes.Status200OK, (int)response.StatusCode);
        Assert.Single(_caching.Pool.Calls);
    }

    [Fact]
    public async Task Predict_PoolIsFull_AllAreToldByOneCall()
    {
        _caching.Pool.Script = HeldAsync(PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 3));
        var asked = Enumerable.Range(0, 10).Select(_ => _caching.PredictAsync("fine")).ToArray();
        await MissedAsync(10);
        _gate.SetResult();

        foreach (var response in await Task.WhenAll(asked))
        {
            using (response)
            {
                await response.AssertProblemAsync(ErrorCode.Overloaded);
                Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
            }
        }

        Assert.Single(_caching.Pool.Calls);
    }

    [Fact]
    public async Task Predict_PoolRefusesTheLeaderWhoHasLessTime_TheOthersAskAgain()
    {
        var calls = 0;
        _caching.Pool.Script = HeldAsync(context =>
            Interlocked.Increment(ref calls) == 1 ? PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 3)(context) : PoolScript.Good(context));
        var leader = _caching.PredictAsync("fine", (HeaderNames.RequestTimeoutMs, "9000"));
        await MissedAsync(1);
        var others = Enumerable.Range(0, 5).Select(_ => _caching.PredictAsync("fine")).ToArray();
        await MissedAsync(6);
        _gate.SetResult();

        using var refused = await leader;
        await refused.AssertProblemAsync(ErrorCode.Overloaded);
        Assert.All(await Task.WhenAll(others), static response => Assert.Equal(StatusCodes.Status200OK, (int)response.StatusCode));
        Assert.Equal(2, _caching.Pool.Calls.Count);
    }

    [Fact]
    public async Task Batch_WaitsForAnotherThatFails_KeepsItsOwnAnswersAndAsksAgain()
    {
        _caching.Pool.Script = HeldAsync(static context =>
            context.Request.Path == Requests.Predict ? PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 3)(context) : PoolScript.Good(context));
        var single = _caching.PredictAsync("one");
        await MissedAsync(1);
        await Poll.UntilAsync(() => _caching.Pool.Calls.Count == 1, TimeSpan.FromSeconds(10), Requests.Token);
        var batch = _caching.BatchAsync(["one", "two"]);
        await MissedAsync(3);
        _gate.SetResult();

        using var refused = await single;
        await refused.AssertProblemAsync(ErrorCode.Overloaded);
        using var response = await batch;
        Assert.All(await CachingGateway.ReadBatchAsync(response), static item => Assert.NotNull(item.Prediction));
    }

    [Fact]
    public async Task Predict_ATextThatThePoolRefuses_EachIsToldInItsOwnName()
    {
        var asked = Enumerable.Range(0, 5).Select(number => _caching.PredictAsync(PoolScript.NoTokens, (HeaderNames.CorrelationId, $"id-{number}"))).ToArray();
        await MissedAsync(5);
        _gate.SetResult();

        foreach (var response in await Task.WhenAll(asked))
        {
            using (response)
            {
                // Asserts that the id is the request's own.
                await response.AssertProblemAsync(ErrorCode.TextEmpty);
            }
        }
    }

    [Fact]
    public async Task Predict_NoStore_DoesNotWaitForOthers()
    {
        var leader = _caching.PredictAsync("fine");
        await MissedAsync(1);
        var alone = _caching.PredictAsync("fine", ("Cache-Control", "no-store"));
        await _caching.HasAsync("""ml_cache_requests_total{level="all",result="bypassed"} 1""");
        _gate.SetResult();

        using var first = await leader;
        using var second = await alone;
        Assert.Equal(2, _caching.Pool.Calls.Count);
    }

    private RequestDelegate HeldAsync(RequestDelegate then) => async context =>
    {
        await _gate.Task.WaitAsync(context.RequestAborted);
        await then(context);
    };

    // Each text that is not known is counted before it waits or travels.
    private Task MissedAsync(int texts) => _caching.HasAsync($"ml_cache_requests_total{{level=\"memory\",result=\"miss\"}} {texts}");
}
