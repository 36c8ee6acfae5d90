using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Passthrough;

/// <summary>What a call costs whose bodies nobody reads on the way. Texts come back while a test runs, three a second: ranges leave room for it.</summary>
public sealed class PassthroughChargeTests : IAsyncLifetime
{
    private const string Predict = "/pools/onnx/api/v1/predict";
    private const string Batch = "/pools/onnx/api/v1/predict/batch";

    private static readonly string Hundred = JsonSerializer.Serialize(new { texts = Enumerable.Repeat("fine", 100) });

    private ScriptedPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await ScriptedPool.StartAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Batch_ThatIsAnswered_CostsItsTextsAndTokens()
    {
        await using var gateway = Start();

        using var response = await gateway.Client.CallAsync(Batch, Requests.Json(Hundred));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(9, Left(response, "requests"));
        Assert.InRange(Left(response, "texts"), 100, 140);
        Assert.InRange(Left(response, "tokens"), 500, 540);
    }

    [Theory]
    [InlineData(Predict)]
    [InlineData("/pools/onnx/API/v1/Predict")]
    public async Task Predict_ThatIsAnswered_CostsATextAndItsTokens(string path)
    {
        // Routes do not mind the case, a pool's as little as the gateway's.
        _pool.Script = static context =>
        {
            context.Request.Path = context.Request.Path.Value!.ToLowerInvariant();
            return PoolScript.Good(context);
        };
        await using var gateway = Start();

        using var response = await gateway.Client.CallAsync(path, Requests.Text("fine"));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal((9, 199, 995), (Left(response, "requests"), Left(response, "texts"), Left(response, "tokens")));
    }

    [Fact]
    public async Task Call_ThatIsNoPrediction_CostsARequestAlone()
    {
        await using var gateway = Start();

        using var response = await gateway.Client.GetAsync("/pools/onnx/api/v1/models", Requests.Token);

        Assert.Equal((9, 200, 1_000), (Left(response, "requests"), Left(response, "texts"), Left(response, "tokens")));
    }

    [Theory]
    [InlineData("texts=many, tokens=57")]
    [InlineData(null)]
    public async Task Batch_OfAPoolThatDoesNotSay_CostsTheMostThatItMayHave(string? usage)
    {
        _pool.Script = context =>
        {
            context.Response.Headers[HeaderNames.Usage] = usage;
            return PoolScript.Json(200, "{}")(context);
        };
        await using var gateway = Start();

        using var response = await gateway.Client.CallAsync(Batch, Requests.Json(Hundred));

        Assert.InRange(Left(response, "texts"), 72, 110);
        Assert.Equal(1_000, Left(response, "tokens"));
    }

    [Theory]
    [InlineData(ErrorCode.BatchEmpty, 9)]
    [InlineData(ErrorCode.Overloaded, 10)]
    public async Task Batch_ThatThePoolRefuses_CostsNoText(ErrorCode code, int requests)
    {
        _pool.Script = PoolScript.Problem(code);
        await using var gateway = Start();

        using var response = await gateway.Client.CallAsync(Batch, Requests.Json(Hundred));

        Assert.Equal(ErrorCatalog.Describe(code).Status, (int)response.StatusCode);
        Assert.Equal((requests, 200), (Left(response, "requests"), Left(response, "texts")));
    }

    [Fact]
    public async Task Batch_ThatIsTooLate_CostsTheMostThatItMayHave()
    {
        // The pool may have run it all.
        _pool.Script = PoolScript.Problem(ErrorCode.DeadlinePassed);
        await using var gateway = Start();

        using var response = await gateway.Client.CallAsync(Batch, Requests.Json(Hundred));

        Assert.Equal(StatusCodes.Status504GatewayTimeout, (int)response.StatusCode);
        Assert.InRange(Left(response, "texts"), 72, 110);
    }

    [Fact]
    public async Task Batch_ThatNobodyWaitsFor_CostsTheMostThatItMayHave()
    {
        var (reached, broken) = (new TaskCompletionSource(), new TaskCompletionSource());
        _pool.Script = async context =>
        {
            if (HttpMethods.IsPost(context.Request.Method))
            {
                using var gone = context.RequestAborted.Register(broken.SetResult);
                reached.SetResult();
                await broken.Task;
            }
        };
        await using var gateway = Start();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Requests.Token);
        var left = gateway.Client.PostAsync(new Uri(Batch, UriKind.Relative), Requests.Json(Hundred), leaving.Token);
        await reached.Task.WaitAsync(Requests.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await broken.Task.WaitAsync(Requests.Token);

        using var next = await gateway.Client.GetAsync("/pools/onnx/api/v1/models", Requests.Token);

        Assert.InRange(Left(next, "texts"), 72, 110);
    }

    [Fact]
    public async Task Batch_ThatBreaksOff_CostsNothing()
    {
        _pool.Script = PoolScript.Reset;
        await using var gateway = Start();

        using var response = await gateway.Client.CallAsync(Batch, Requests.Json(Hundred));

        await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Equal((10, 200), (Left(response, "requests"), Left(response, "texts")));
    }

    [Fact]
    public async Task Tokens_MoreThanThePlan_AreADebtOfTheNextCall()
    {
        await using var gateway = Start(tokens: 12);
        using var first = await gateway.Client.CallAsync(Batch, Requests.Json(Hundred));
        Assert.Equal(200, (int)first.StatusCode);

        using var refused = await gateway.Client.CallAsync(Predict, Requests.Text("fine"));

        var problem = await refused.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.StartsWith("The plan tests allows 12 tokens a minute, and more have been used.", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_OfAPlanWithFewerTextsThanOneMayHave_IsRefused()
    {
        await using var gateway = Start(texts: Limits.BatchTexts - 1);

        using var refused = await gateway.Client.CallAsync(Batch, Requests.Json("""{"texts":["fine"]}"""));

        var problem = await refused.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.Contains("takes 128 texts until it is answered; the plan tests allows 127 a minute", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("/api/v1/predict/batch", problem.Detail, StringComparison.Ordinal);
        Assert.Empty(_pool.Calls);
    }

    [Fact]
    public async Task Header_OfTheClient_IsReplaced()
    {
        await using var gateway = Start();

        using var response = await gateway.Client.CallAsync(Batch, Requests.Json(Hundred), (HeaderNames.Usage, "texts=0, tokens=0"));

        Assert.Equal(PoolUsage.Wanted, Assert.Single(_pool.Calls).Headers[HeaderNames.Usage]);
    }

    private static int Left(HttpResponseMessage response, string limit)
    {
        var policy = response.HeaderOf("RateLimit").Split(", ").Single(entry => entry.StartsWith($"\"{limit}\";r=", StringComparison.Ordinal));
        return int.Parse(policy.Split("r=")[1].Split(';')[0], CultureInfo.InvariantCulture);
    }

    private TestGateway Start(int texts = 200, int tokens = 1_000) => TestGateway.Start(
        [_pool],
        ("Sentiment:RateLimits:Plans:tests:Requests", "10"),
        ("Sentiment:RateLimits:Plans:tests:Texts", $"{texts}"),
        ("Sentiment:RateLimits:Plans:tests:Tokens", $"{tokens}"));
}
