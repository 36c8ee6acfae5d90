using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.RateLimiting.Shared;

/// <summary>Gateways that share a Redis have one limit.</summary>
public sealed class SharedLimitTests : RedisTest
{
    private const string Remaining = "RateLimit";
    private const string Fallbacks = "ml_rate_limit_fallbacks_total{action=\"local\"}";

    [Fact]
    public async Task Requests_SpreadOverTwoGateways_AreWhatThePlanAllowsAndNoLess()
    {
        const int offered = 4_000;
        const int burst = offered / 2;
        const double perSecond = burst / 60.0;
        await using var one = await StartAsync(Plan(requests: burst));
        await using var other = await StartAsync(Plan(requests: burst));
        var answers = new ConcurrentQueue<Answered>();
        var started = Stopwatch.GetTimestamp();

        await Parallel.ForAsync(0, offered, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) => await AskAsync(number % 2 == 0 ? one : other));

        // On a machine so slow that the plan kept up, too: on until nothing is left of it.
        long lastAsked;
        do
        {
            lastAsked = Stopwatch.GetTimestamp();
        }
        while ((await AskAsync(one)).IsLetIn);

        var letIn = answers.Where(static answer => answer.IsLetIn).OrderBy(static answer => answer.At).ToArray();
        Assert.All(letIn.Index(), answer => Assert.InRange(answer.Index + 1, 1, Allowed(started, answer.Item.At)));

        // What a full bucket does not take in is nobody's: from when it was full last.
        var fullUntil = answers.Where(static answer => answer.WasFull).Max(static answer => answer.At);
        Assert.InRange(letIn.Length, 0.99 * Allowed(fullUntil, lastAsked), Allowed(started, lastAsked));
        Assert.Equal(0, await MetricAsync(one, Fallbacks) + await MetricAsync(other, Fallbacks));
        Assert.True(await MetricAsync(one, Refusals("requests")) > 0);
        Assert.True(await MetricAsync(other, Refusals("requests")) > 0);

        double Allowed(long from, long until) => burst + (perSecond * Stopwatch.GetElapsedTime(from, until).TotalSeconds);

        async Task<Answered> AskAsync(TestGateway gateway)
        {
            using var response = await PredictAsync(gateway);
            var isLetIn = (int)response.StatusCode == 200;
            Assert.True(isLetIn || (int)response.StatusCode == 429, $"{response.StatusCode}");
            var wasFull = response.HeaderOf(Remaining).StartsWith($"\"requests\";r={burst - 1};", StringComparison.Ordinal);
            var answer = new Answered(isLetIn, wasFull, Stopwatch.GetTimestamp());
            answers.Enqueue(answer);
            return answer;
        }
    }

    [Fact]
    public async Task Predict_IsOneCall_ABatchTwo_ARefundOneMore()
    {
        await using var gateway = await StartAsync(Plan(requests: 100));

        // No tokens: those would be told a second later, by a call of their own.
        var prediction = PoolScript.Predict("fine") with { Tokens = 0 };
        Pool.Script = context => context.Request.Path.Value!.EndsWith("batch", StringComparison.Ordinal)
            ? PoolScript.Json(200, JsonSerializer.Serialize(new BatchResponse([new(0, prediction, null), new(1, prediction, null)]), ContractsJson.Default.BatchResponse))(context)
            : PoolScript.Json(200, JsonSerializer.Serialize(prediction, ContractsJson.Default.Prediction))(context);
        var before = await LimitCallsAsync(gateway);

        using (await PredictAsync(gateway))
        {
            Assert.Equal(before + 1, await LimitCallsAsync(gateway));
        }

        using (await gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","b"]}""")))
        {
            Assert.Equal(before + 3, await LimitCallsAsync(gateway));
        }

        using (await gateway.Client.CallAsync(Requests.Predict, Requests.Json("{")))
        {
            Assert.Equal(before + 5, await LimitCallsAsync(gateway));
        }
    }

    [Fact]
    public async Task Answers_OfBothGateways_SayWhatBothHaveUsed()
    {
        await using var one = await StartAsync(Plan(requests: 10, texts: 10, tokens: 100));
        await using var other = await StartAsync(Plan(requests: 10, texts: 10, tokens: 100));

        using var first = await PredictAsync(one);
        using var second = await other.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","b","c"]}"""));

        Assert.Equal("\"requests\";q=10;w=60, \"texts\";q=10;w=60, \"tokens\";q=100;w=60", first.HeaderOf("RateLimit-Policy"));
        Assert.Matches("^\"requests\";r=9;t=[1-6], \"texts\";r=9;t=[1-6], \"tokens\";r=95;t=3$", first.HeaderOf(Remaining));

        // The one's tokens are told with its next call, or soon.
        Assert.Matches("^\"requests\";r=8;t=1[0-2], \"texts\";r=6;t=2[0-4], \"tokens\";r=8[0-9];t=[0-9]+$", second.HeaderOf(Remaining));
    }

    [Fact]
    public async Task Refused_ByOne_IsLetInByTheOtherAtRetryAfterAndNotBefore()
    {
        await using var one = await StartAsync(Plan(requests: 60));
        await using var other = await StartAsync(Plan(requests: 60));
        TimeSpan wait;
        do
        {
            using var response = await PredictAsync(one);
            wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
            {
                var problem = await response.AssertProblemAsync(ErrorCode.RateLimited);
                Assert.StartsWith("The plan tests allows 60 requests a minute, and 0 are left.", problem.Detail, StringComparison.Ordinal);
            }
        }
        while (wait == TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        using (var early = await PredictAsync(other))
        {
            await early.AssertProblemAsync(ErrorCode.RateLimited);
        }

        await Poll.UntilAsync(
            async () =>
            {
                using var response = await PredictAsync(other);
                return (int)response.StatusCode == 200;
            },
            wait + TimeSpan.FromSeconds(1),
            Requests.Token);
    }

    [Fact]
    public async Task Tokens_OfACallerWhoDoesNotCallAgain_AreADebtAtTheOtherGatewayBeforeLong()
    {
        // The scripted pool says 5 a text; a token comes back in 20 seconds.
        await using var one = await StartAsync(Plan(tokens: 3));
        await using var other = await StartAsync(Plan(tokens: 3));
        using (var first = await PredictAsync(one))
        {
            Assert.Equal(200, (int)first.StatusCode);
        }

        await Poll.UntilAsync(
            async () =>
            {
                using var response = await other.Client.GetAsync("/api/v1/models", Requests.Token);
                return (int)response.StatusCode == 429;
            },
            TimeSpan.FromSeconds(5),
            Requests.Token);

        using var refused = await PredictAsync(other);
        var problem = await refused.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.StartsWith("The plan tests allows 3 tokens a minute, and more have been used.", problem.Detail, StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 30, 40);
    }

    [Fact]
    public async Task Tokens_OfACallerWhoCallsAgain_AreADebtAtOnce()
    {
        await using var gateway = await StartAsync(Plan(tokens: 3));
        using (await PredictAsync(gateway))
        {
            using var refused = await PredictAsync(gateway);
            await refused.AssertProblemAsync(ErrorCode.RateLimited);
        }
    }

    [Fact]
    public async Task Texts_MoreThanThePlan_TakeNothing()
    {
        await using var gateway = await StartAsync(Plan(requests: 10, texts: 2));

        using var refused = await gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","b","c"]}"""));

        var problem = await refused.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.Contains("has 3 texts, and the plan tests allows 2 a minute", problem.Detail, StringComparison.Ordinal);
        Assert.StartsWith("\"requests\";r=10;t=0, \"texts\";r=2;t=0", refused.HeaderOf(Remaining), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_ByAPool_IsNotCharged()
    {
        await using var gateway = await StartAsync(Plan(requests: 2, texts: 2));
        Pool.Script = PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 1);
        for (var i = 0; i < 4; i++)
        {
            using var refused = await PredictAsync(gateway);
            await refused.AssertProblemAsync(ErrorCode.Overloaded);
            Assert.StartsWith("\"requests\";r=2;t=0, \"texts\";r=2;t=0", refused.HeaderOf(Remaining), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Wrong_Request_IsChargedARequestAndNoText()
    {
        await using var gateway = await StartAsync(Plan(requests: 10, texts: 10));

        using var wrong = await gateway.Client.CallAsync(Requests.Predict, Requests.Json("{"));

        await wrong.AssertProblemAsync(ErrorCode.MalformedRequest);
        Assert.Matches("^\"requests\";r=9;t=[1-6], \"texts\";r=10;t=0", wrong.HeaderOf(Remaining));
    }

    [Fact]
    public async Task DryRun_MoreThanThePlan_IsCountedAndLetInWithoutDebt()
    {
        await using var gateway = await StartAsync([.. Plan(requests: 1), ("Sentiment:RateLimits:DryRun", "true")]);
        using (await PredictAsync(gateway))
        {
            using var second = await PredictAsync(gateway);
            Assert.Equal(200, (int)second.StatusCode);
            Assert.Matches("^\"requests\";r=0;t=(5[0-9]|60),", second.HeaderOf(Remaining));
        }

        Assert.Contains("ml_rate_limit_refusals_total{limit=\"requests\",enforced=\"false\"} 1", await MetricsAsync(gateway));
    }

    [Fact]
    public async Task ScriptIsForgotten_IsSentAgain()
    {
        await using var gateway = await StartAsync(Plan(requests: 10));
        using (await PredictAsync(gateway))
        {
            await using var admin = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{Server.Address},allowAdmin=true");
            await admin.GetServer(Server.Address).ScriptFlushAsync();
        }

        using var response = await PredictAsync(gateway);

        Assert.StartsWith("\"requests\";r=8;", response.HeaderOf(Remaining), StringComparison.Ordinal);
        Assert.Contains("ml_redis_calls_total{use=\"limits\",result=\"failed\"} 0", await MetricsAsync(gateway));
    }

    [Fact]
    public async Task Away_Local_EachGatewayCountsForItselfWithWhatItKnows()
    {
        await using var gateway = await StartAsync(Plan(requests: 3));
        using (await PredictAsync(gateway))
        using (await PredictAsync(gateway))
        {
            await Server.KillAsync();
        }

        using var third = await PredictAsync(gateway);
        using var fourth = await PredictAsync(gateway);

        Assert.StartsWith("\"requests\";r=0;", third.HeaderOf(Remaining), StringComparison.Ordinal);
        await fourth.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.Equal(2, await MetricAsync(gateway, Fallbacks));
    }

    [Fact]
    public async Task Away_Refuse_NobodyIsLetInUntilItIsBack()
    {
        await using var gateway = await StartAsync([.. Plan(requests: 100), ("Sentiment:RateLimits:WhenRedisIsAway", "refuse")]);
        await Server.KillAsync();

        using (var refused = await PredictAsync(gateway))
        {
            var problem = await refused.AssertProblemAsync(ErrorCode.NoReplica);
            Assert.Contains("limits that all gateways share cannot be read", problem.Detail, StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
            Assert.NotEmpty(refused.HeaderOf("RateLimit-Policy"));
            Assert.Empty(refused.HeaderOf(Remaining));
        }

        Assert.Empty(Pool.Calls);
        Assert.Equal(1, await MetricAsync(gateway, "ml_rate_limit_fallbacks_total{action=\"refuse\"}"));
        await Server.BeginAsync();
        await Poll.UntilAsync(
            async () =>
            {
                using var response = await PredictAsync(gateway);
                return (int)response.StatusCode == 200;
            },
            Limit,
            Requests.Token);
    }

    [Fact]
    public async Task InRedis_NoCallerStandsInClear()
    {
        await using var gateway = await StartAsync([.. Plan(requests: 4), ("Sentiment:Auth:Anonymous:Plan", "tests")]);
        using (await PredictAsync(gateway))
        using (var anonymous = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine")))
        {
            Assert.Equal(200, (int)anonymous.StatusCode);
        }

        var everything = await EverythingAsync();

        Assert.Equal(2, everything.Split('\n').Length);
        Assert.All(everything.Split('\n'), line => Assert.Matches("^sentiment:limit:[0-9a-f]{32} [0-9]+ [0-9]+ [0-9]+ [0-9]+$", line));
        Assert.DoesNotContain("127.0.0.1", everything, StringComparison.Ordinal);
    }

    private static (string, string)[] Plan(long requests = 60_000_000, long texts = 60_000_000, long tokens = 60_000_000) =>
    [
        ("Sentiment:RateLimits:Plans:tests:Requests", $"{requests}"),
        ("Sentiment:RateLimits:Plans:tests:Texts", $"{texts}"),
        ("Sentiment:RateLimits:Plans:tests:Tokens", $"{tokens}"),
    ];

    private static string Refusals(string limit) => $"ml_rate_limit_refusals_total{{limit=\"{limit}\",enforced=\"true\"}}";

    private static Task<double> LimitCallsAsync(TestGateway gateway) => MetricAsync(gateway, "ml_redis_calls_total{use=\"limits\",result=\"ok\"}");

    /// <param name="IsLetIn">Or refused.</param>
    /// <param name="WasFull">Nothing of the plan was in use before it.</param>
    /// <param name="At">When it was answered.</param>
    private sealed record Answered(bool IsLetIn, bool WasFull, long At);
}
