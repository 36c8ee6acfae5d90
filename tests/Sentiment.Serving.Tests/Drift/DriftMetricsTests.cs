using System.Globalization;
using Sentiment.Serving.Tests.Pools;

namespace Sentiment.Serving.Tests.Drift;

/// <summary>A pool whose package has a baseline: bins of <see cref="Packages.TinyPackage.Baseline"/>.</summary>
public sealed class DriftMetricsTests
{
    private const string Texts = "ml_drift_texts_total";
    private const string Shares = "ml_drift_baseline_share";

    [Fact]
    public async Task Metrics_BeforeAnyText_HaveEachBinAtZeroAndItsShare()
    {
        await using var pool = await TestPool.StartAsync();

        var metrics = await pool.MetricsAsync();

        Assert.Equal(
            [
                "confidence 0.6 0.2", "confidence 0.8 0.3", "confidence +Inf 0.5",
                "label NEGATIVE 0.4", "label POSITIVE 0.6",
                "text_length 4 0.5", "text_length 9 0.3", "text_length +Inf 0.2",
                "unknown_tokens 0 0.9", "unknown_tokens 0.25 0.1", "unknown_tokens +Inf 0",
            ],
            Bins(metrics, Shares));
        Assert.Equal(11, Bins(metrics, Texts).Count);
        Assert.All(Bins(metrics, Texts), static bin => Assert.EndsWith(" 0", bin, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_AfterTexts_CountEachInOneBinAFeature()
    {
        await using var pool = await TestPool.StartAsync();

        // Scores: 0.73, 0.73, 0.88 and 0.5, where the first label is given.
        using (await pool.PredictBatchAsync("good", "bad", "good good"))
        {
        }

        using (await pool.PredictAsync("😀 日"))
        {
        }

        Assert.Equal(
            [
                "confidence 0.6 1", "confidence 0.8 2", "confidence +Inf 1",
                "label NEGATIVE 2", "label POSITIVE 2",
                "text_length 4 3", "text_length 9 1", "text_length +Inf 0",
                "unknown_tokens 0 3", "unknown_tokens 0.25 0", "unknown_tokens +Inf 1",
            ],
            Bins(await pool.MetricsAsync(), Texts));
    }

    [Fact]
    public async Task Metrics_WithNeutral_CountTheLikelierLabel()
    {
        await using var pool = await TestPool.StartAsync("--Sentiment:Scoring:NeutralBelow=0.8");

        using (var answer = await pool.PredictAsync("good"))
        {
            Assert.Contains("NEUTRAL", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        var bins = Bins(await pool.MetricsAsync(), Texts);
        Assert.Contains("label POSITIVE 1", bins);
        Assert.DoesNotContain(bins, static bin => bin.Contains("NEUTRAL", StringComparison.Ordinal));
    }

    /// <summary>One that breaks its run, one whose scores are no numbers, and one without a token: none has an answer.</summary>
    [Theory]
    [InlineData("good?")]
    [InlineData("good ~")]
    [InlineData("\u200d")]
    public async Task Metrics_ATextWithoutAnAnswer_IsNotCounted(string text)
    {
        await using var pool = await TestPool.StartAsync();

        using (var answer = await pool.PredictAsync(text))
        {
            Assert.False(answer.IsSuccessStatusCode);
        }

        Assert.All(Bins(await pool.MetricsAsync(), Texts), static bin => Assert.EndsWith(" 0", bin, StringComparison.Ordinal));
        if (text.Contains('?', StringComparison.Ordinal))
        {
            pool.TakeError(330);
        }
    }

    [Fact]
    public async Task Metrics_AnotherBaseline_IsCountedApart()
    {
        await using var pool = await TestPool.StartAsync();
        var other = Packages.TinyPackage.Baseline with { Texts = 2_000 };
        await using var changed = await TestPool.StartAsync(new TestModel { Baseline = other });

        Assert.NotEqual(BaselineOf(await pool.MetricsAsync()), BaselineOf(await changed.MetricsAsync()));
    }

    [Fact]
    public async Task Metrics_WithoutABaseline_AreNoneAndTheLogSaysWhatToDo()
    {
        await using var pool = await TestPool.StartAsync(new TestModel { Baseline = null });

        using (await pool.PredictAsync("good"))
        {
        }

        var metrics = await pool.MetricsAsync();
        Assert.Empty(Bins(metrics, Texts));
        Assert.Empty(Bins(metrics, Shares));
        Assert.Contains("--write-baseline", Assert.Single(pool.Log.Of(340)), StringComparison.Ordinal);
    }

    private static string BaselineOf(string metrics) =>
        metrics.Split('\n').First(static line => line.StartsWith(Shares + '{', StringComparison.Ordinal)).Split("baseline=\"")[1][..8];

    /// <summary>Feature, bin and value, by feature and bound.</summary>
    private static List<string> Bins(string metrics, string family) =>
    [
        .. metrics.Split('\n')
            .Where(line => line.StartsWith(family + "{backend=\"onnx\",model=\"tiny\",version=\"0.0.1\",", StringComparison.Ordinal))
            .Select(static line => (Feature: Value(line, "feature"), Bin: Value(line, "bin"), Count: line.Split(' ')[^1]))
            .OrderBy(static bin => bin.Feature, StringComparer.Ordinal)
            .ThenBy(static bin => double.TryParse(bin.Bin, CultureInfo.InvariantCulture, out var bound) ? bound : double.MaxValue)
            .ThenBy(static bin => bin.Bin, StringComparer.Ordinal)
            .Select(static bin => $"{bin.Feature} {bin.Bin} {bin.Count}"),
    ];

    private static string Value(string line, string label) => line.Split($"{label}=\"")[1].Split('"')[0];
}
