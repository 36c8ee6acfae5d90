using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Hosting.Tests;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Packages;
using Sentiment.Serving.Tests.Pools;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Endpoints;

public sealed class PredictTests
{
    [Fact]
    public async Task Predict_OneText_AnswersEveryField()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PredictAsync("good good 😀 bad");

        var prediction = await ReadAsync(response);
        var positive = (float)(1 / (1 + Math.Exp(-1)));
        Assert.Equal("POSITIVE", prediction.Label);
        Assert.Equal(positive, prediction.Score, tolerance: 1e-6f);
        Assert.Equal(positive, prediction.Scores["POSITIVE"], tolerance: 1e-6f);
        Assert.Equal(1 - positive, prediction.Scores["NEGATIVE"], tolerance: 1e-6f);
        Assert.Equal((TinyPackage.Name, TinyPackage.Version, "onnx"), (prediction.ModelName, prediction.ModelVersion, prediction.Backend));
        Assert.Equal((15, 6, false), (prediction.TextLength, prediction.Tokens, prediction.Truncated));
        Assert.True(prediction.InferenceTimeMs >= 0);
        Assert.Null(prediction.Cached);
    }

    [Fact]
    public async Task Predict_OneText_SaysWhoAnsweredAndWhatTookHowLong()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PredictAsync("good");

        Assert.Equal("onnx", response.Headers.GetValues(HeaderNames.Backend).Single());
        Assert.Matches("^[0-9a-f]{64}$", response.Headers.GetValues(HeaderNames.ModelDigest).Single());
        Assert.Matches("^[0-9]+$", response.Headers.GetValues(HeaderNames.QueuedTokens).Single());
        Assert.Matches("^tokenize;dur=[0-9.]+, queue;dur=[0-9.]+, infer;dur=[0-9.]+$", response.Headers.GetValues(HeaderNames.ServerTiming).Single());
    }

    [Fact]
    public async Task Predict_MoreTokensAndTruncationHead_ReadsTheHeadAndSaysSo()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PostAsync(
            EndpointExtensions.PredictPath, $$"""{"text": "{{string.Concat(Enumerable.Repeat("good ", 100))}}", "truncation": "head"}""");

        var prediction = await ReadAsync(response);
        Assert.Equal((TinyPackage.MaximumTokens, true), (prediction.Tokens, prediction.Truncated));
    }

    [Fact]
    public async Task Predict_MoreTokensThanTheModelReadsAtOnce_ReadsAllOfItInWindows()
    {
        await using var pool = await TestPool.StartAsync();

        // The head alone is negative; all of it together is positive.
        using var response = await pool.PredictAsync(string.Concat(Enumerable.Repeat("bad ", 46).Concat(Enumerable.Repeat("good ", 70))));

        var prediction = await ReadAsync(response);
        Assert.Equal(("POSITIVE", 118, false), (prediction.Label, prediction.Tokens, prediction.Truncated));
        var windows = pool.Backend.Runs.SelectMany(static run => run).ToArray();
        Assert.Equal(3, windows.Length);
        Assert.All(windows, static window => Assert.InRange(window, 3, TinyPackage.MaximumTokens));
    }

    [Fact]
    public async Task Predict_MoreTokensThanAllWindowsHold_ReadsThoseAndSaysSo()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PredictAsync(string.Concat(Enumerable.Repeat("good ", 1_500)));

        var prediction = await ReadAsync(response);
        Assert.Equal((TextWindows.Most(TinyPackage.MaximumTokens - 2, Limits.TextWindows) + 2, true), (prediction.Tokens, prediction.Truncated));
        Assert.Equal(Limits.TextWindows, pool.Backend.Runs.Sum(static run => run.Length));
    }

    [Fact]
    public async Task Predict_MoreTokensAndTruncationError_IsRefused()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PostAsync(
            EndpointExtensions.PredictPath, $$"""{"text": "{{string.Concat(Enumerable.Repeat("good ", 47))}}", "truncation": "error"}""");

        var problem = await ProblemAssert.IsAsync(ErrorCode.TooManyTokens, response);
        Assert.Contains("47 tokens; the model reads 46", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("onnx", null)]
    [InlineData("auto", null)]
    [InlineData(null, "onnx")]
    [InlineData("auto", "onnx")]
    [InlineData("onnx", "onnx")]
    public async Task Predict_OwnBackendNamed_Answers(string? header, string? body)
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await NamedAsync(pool, header, body);

        Assert.True(response.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("torch", null, ErrorCode.UnknownBackendOrArm)]
    [InlineData(null, "torch", ErrorCode.UnknownBackendOrArm)]
    [InlineData("auto", "torch", ErrorCode.UnknownBackendOrArm)]
    [InlineData("tensorflow", null, ErrorCode.UnknownBackendOrArm)]
    [InlineData("onnx", "torch", ErrorCode.Contradiction)]
    [InlineData("torch", "onnx", ErrorCode.Contradiction)]
    public async Task Predict_OtherBackendNamed_IsRefused(string? header, string? body, ErrorCode code)
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await NamedAsync(pool, header, body);

        await ProblemAssert.IsAsync(code, response);
        Assert.Empty(pool.Backend.Runs);
    }

    [Fact]
    public async Task Predict_ArmNamed_IsTheGatewaysBusiness()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PredictAsync("good", static request => request.Headers.Add(HeaderNames.Arm, "no-such-arm"));

        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Predict_TheModelBreaks_OnlyThatBatchFails()
    {
        await using var pool = await TestPool.StartAsync();

        using var broken = await pool.PredictAsync("good?");
        await ProblemAssert.IsAsync(ErrorCode.InferenceFailed, broken);
        pool.TakeError(330);

        using var next = await pool.PredictAsync("good");
        Assert.True(next.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Predict_TheModelGivesNoNumber_IsAFailureNotAScore()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PredictAsync("good ~");

        await ProblemAssert.IsAsync(ErrorCode.InferenceFailed, response);
    }

    [Fact]
    public async Task Predict_DeadlinePassesInTheQueue_IsOverloadedAndNeverRun()
    {
        await using var pool = await TestPool.StartAsync();
        pool.Backend.HoldRuns();
        var held = pool.PredictAsync("good");
        await pool.Backend.RunEnteredAsync();

        using var late = await pool.PredictAsync("bad bad", static request => request.Headers.Add(HeaderNames.RequestTimeoutMs, "50"));
        await ProblemAssert.IsAsync(ErrorCode.Overloaded, late);

        pool.Backend.ReleaseRuns();
        using var first = await held;
        Assert.True(first.IsSuccessStatusCode);
        using var next = await pool.PredictAsync("good good");
        Assert.True(next.IsSuccessStatusCode);
        Assert.Equal([[3], [4]], pool.Backend.Runs);
    }

    [Fact]
    public async Task Predict_ClientLeaves_ItsTextIsNotRunAndItsTokensAreGivenBack()
    {
        await using var pool = await TestPool.StartAsync();
        pool.Backend.HoldRuns();
        var held = pool.PredictAsync("good");
        await pool.Backend.RunEnteredAsync();
        using (var leaving = new CancellationTokenSource())
        {
            var left = pool.Client.PostAsync(
                EndpointExtensions.PredictPath, JsonContent.Create(new { text = "bad bad" }), leaving.Token);
            await QueuedTokensAsync(pool, 7);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        }

        await QueuedTokensAsync(pool, 3);
        pool.Backend.ReleaseRuns();
        (await held).Dispose();
        await QueuedTokensAsync(pool, 0);
        Assert.Equal([[3]], pool.Backend.Runs);
    }

    private static Task QueuedTokensAsync(TestPool pool, int tokens) => TestKit.Poll.UntilAsync(
        async () =>
        {
            using var answer = await pool.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.Headers.GetValues(HeaderNames.QueuedTokens).Single() == $"{tokens}";
        },
        TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> NamedAsync(TestPool pool, string? header, string? body) => pool.PostAsync(
        EndpointExtensions.PredictPath,
        body is null ? """{"text": "good"}""" : $$"""{"text": "good", "backend": "{{body}}"}""",
        request =>
        {
            if (header is not null)
            {
                request.Headers.Add(HeaderNames.Backend, header);
            }
        });

    private static async Task<Prediction> ReadAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, TestContext.Current.CancellationToken))!;
    }
}
