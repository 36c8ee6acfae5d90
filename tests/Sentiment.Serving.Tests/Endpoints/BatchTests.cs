using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Hosting.Tests;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Pools;

namespace Sentiment.Serving.Tests.Endpoints;

public sealed class BatchTests
{
    [Fact]
    public async Task Batch_OfTexts_AnswersEachInItsPlace()
    {
        await using var pool = await TestPool.StartAsync();
        string[] texts = [.. Enumerable.Range(0, Limits.BatchTexts).Select(static i => string.Join(' ', Enumerable.Repeat(i % 3 == 0 ? "bad" : "good", 1 + (i % 40))))];

        var items = await ReadAsync(await pool.PredictBatchAsync(texts));

        Assert.Equal(Enumerable.Range(0, texts.Length), items.Select(static item => item.Index));
        Assert.All(items, static item => Assert.Equal(item.Index % 3 == 0 ? "NEGATIVE" : "POSITIVE", item.Prediction!.Label));
        Assert.All(items, static item => Assert.Equal(3 + (item.Index % 40), item.Prediction!.Tokens));
    }

    [Fact]
    public async Task Batch_WithBadItems_OnlyTheyFail()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PostAsync("/api/v1/predict/batch", """{"texts": ["good", "", "\u200b", 7, "\ud800", "bad"]}""");

        var items = await ReadAsync(response);
        Assert.Equal("POSITIVE", items[0].Prediction?.Label);
        Assert.Equal(["E1001", "E1001", "E1003", "E1003"], items.Skip(1).Take(4).Select(static item => item.Error?.Code));
        Assert.Equal("texts[2]", items[2].Error!.Errors!.Keys.Single());
        Assert.Equal("NEGATIVE", items[5].Prediction?.Label);
    }

    [Fact]
    public async Task Batch_AskedForItsUsage_SaysWhatWasPredictedAndOtherwiseNothing()
    {
        await using var pool = await TestPool.StartAsync();
        const string batch = """{"texts": ["good", "", "bad good"]}""";

        using var asked = await pool.PostAsync(EndpointExtensions.BatchPath, batch, static request => request.Headers.Add(HeaderNames.Usage, PoolUsage.Wanted));
        using var notAsked = await pool.PostAsync(EndpointExtensions.BatchPath, batch);
        using var single = await pool.PredictAsync("good", static request => request.Headers.Add(HeaderNames.Usage, PoolUsage.Wanted));

        var tokens = (await ReadAsync(asked)).Sum(static item => item.Prediction?.Tokens ?? 0);
        Assert.Equal(new PoolUsage(2, tokens), PoolUsage.Parse(asked.Headers.GetValues(HeaderNames.Usage).Single()));
        Assert.False(notAsked.Headers.Contains(HeaderNames.Usage));
        Assert.Equal(new PoolUsage(1, 3), PoolUsage.Parse(single.Headers.GetValues(HeaderNames.Usage).Single()));
    }

    [Fact]
    public async Task Batch_OfBadItemsOnly_AnswersWithoutARun()
    {
        await using var pool = await TestPool.StartAsync();

        var items = await ReadAsync(await pool.PredictBatchAsync("", "\u200b"));

        Assert.All(items, static item => Assert.Equal("E1001", item.Error?.Code));
        Assert.Empty(pool.Backend.Runs);
    }

    [Fact]
    public async Task Batch_OneTextBreaksTheModel_TextsOfOtherRunsAreAnswered()
    {
        await using var pool = await TestPool.StartAsync("--Sentiment:Batching:MaxTexts=1");

        var items = await ReadAsync(await pool.PredictBatchAsync("good", "good?", "bad"));

        Assert.Equal("POSITIVE", items[0].Prediction?.Label);
        Assert.Equal("E2002", items[1].Error?.Code);
        Assert.Equal("NEGATIVE", items[2].Prediction?.Label);
        pool.TakeError(330);
    }

    [Fact]
    public async Task Batch_NoNumberInOneWindowOfALongText_FailsThatTextAlone()
    {
        await using var pool = await TestPool.StartAsync();
        var longText = string.Concat(Enumerable.Repeat("bad ", 100));

        var items = await ReadAsync(await pool.PredictBatchAsync(longText, longText + "~", "good"));

        Assert.Equal(("NEGATIVE", 102), (items[0].Prediction?.Label, items[0].Prediction?.Tokens));
        Assert.Equal("E2002", items[1].Error?.Code);
        Assert.Equal("POSITIVE", items[2].Prediction?.Label);
    }

    [Theory]
    [InlineData(0, ErrorCode.BatchEmpty)]
    [InlineData(129, ErrorCode.BatchTooLarge)]
    public async Task Batch_OfTooFewOrTooMany_IsRefused(int count, ErrorCode code)
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PredictBatchAsync([.. Enumerable.Repeat("good", count)]);

        await ProblemAssert.IsAsync(code, response);
    }

    private static async Task<IReadOnlyList<BatchItem>> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.BatchResponse, TestContext.Current.CancellationToken))!.Results;
        }
    }
}
