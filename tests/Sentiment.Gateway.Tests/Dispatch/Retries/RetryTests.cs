using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Dispatch.Retries;

/// <summary>One replica does what it should not; the other is well.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private const int Unusable = 211;
    private const int KeyRefused = 212;

    private TwoPools _system = null!;

    public async ValueTask InitializeAsync() =>
        _system = await TwoPools.ReplicasAsync(("Sentiment:Dispatch:ProbeInterval", "00:01:00"));

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Theory]
    [InlineData("reset", "broke_off")]
    [InlineData("halfway", "broke_off")]
    [InlineData("E2002", "failed")]
    [InlineData("E4001", "failed")]
    [InlineData("E2001", "absent")]
    [InlineData("E3002", "failed")]
    [InlineData("502", "failed")]
    [InlineData("nonsense", "failed")]
    public async Task Predict_OneReplicaFails_TheOtherAnswers(string how, string reason)
    {
        _system.Gateway.Log.Expect(Unusable);
        _system.Gateway.Log.Expect(KeyRefused);
        _system.First.Script = how switch
        {
            "reset" => PoolScript.Reset,
            "halfway" => PoolScript.ResetHalfway,
            "502" => PoolScript.Json(502, "bad gateway", "text/plain"),
            "nonsense" => PoolScript.Json(200, "{"),
            _ when ErrorCatalog.TryParse(how, out var code) => PoolScript.Problem(code),
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };

        var statuses = new[] { await _system.StatusAsync(), await _system.StatusAsync() };

        Assert.Equal([200, 200], statuses);
        Assert.Single(_system.First.Calls);
        Assert.Equal(1, await _system.MetricAsync($$"""ml_dispatch_retries_total{arm="onnx",reason="{{reason}}"}"""));
    }

    [Fact]
    public async Task Predict_OneReplicaIsNotThere_TheOtherAnswers()
    {
        await _system.First.KillAsync();

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, await _system.StatusAsync());
        }
    }

    [Theory]
    [InlineData(ErrorCode.TextEmpty)]
    [InlineData(ErrorCode.TooManyTokens)]
    [InlineData(ErrorCode.DeadlinePassed)]
    public async Task Predict_RequestIsAtFault_IsAskedOnce(ErrorCode code)
    {
        _system.First.Script = _system.Second.Script = PoolScript.Problem(code);

        using var response = await _system.PredictAsync();

        await response.AssertProblemAsync(code);
        Assert.Equal(1, _system.First.Calls.Count + _system.Second.Calls.Count);
    }

    [Fact]
    public async Task Predict_BothFail_IsTheErrorAfterOneRetry()
    {
        _system.First.Script = _system.Second.Script = PoolScript.Problem(ErrorCode.InferenceFailed);

        using var response = await _system.PredictAsync();

        await response.AssertProblemAsync(ErrorCode.InferenceFailed);
        Assert.Equal((1, 1), (_system.First.Calls.Count, _system.Second.Calls.Count));
    }

    [Fact]
    public async Task Predict_ReplicaIsFull_AsksOnlyOneWithLess()
    {
        // Neither has been heard of: the first that is asked says 100, the other nothing yet, and is asked too.
        _system.First.Script = _system.Second.Script = Full(100);
        await AssertFullAsync();
        Assert.Equal((1, 1), (_system.First.Calls.Count, _system.Second.Calls.Count));

        // Both say 100 now: the other is no better, and is not asked.
        await AssertFullAsync();
        Assert.Equal(3, _system.First.Calls.Count + _system.Second.Calls.Count);
    }

    [Fact]
    public async Task Batch_OneReplicaBreaksOff_TheOtherAnswers()
    {
        _system.First.Script = PoolScript.Reset;

        for (var i = 0; i < 4; i++)
        {
            using var response = await _system.Gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","b"]}"""));
            Assert.Equal(200, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Predict_NoTimeLeft_IsTheDeadlineAndNoRetry()
    {
        _system.First.Script = _system.Second.Script = PoolScript.Hang;

        using var response = await _system.PredictAsync((HeaderNames.RequestTimeoutMs, "500"));

        await response.AssertProblemAsync(ErrorCode.DeadlinePassed);
        Assert.Equal(1, _system.First.Calls.Count + _system.Second.Calls.Count);
    }

    private async Task AssertFullAsync()
    {
        using var response = await _system.PredictAsync();
        await response.AssertProblemAsync(ErrorCode.Overloaded);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    private static RequestDelegate Full(int queued) => context =>
    {
        context.Response.Headers[HeaderNames.QueuedTokens] = $"{queued}";
        return PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 7)(context);
    };
}
