using Sentiment.Contracts.Errors;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Scoring;

public sealed class WindowAggregationTests
{
    [Fact]
    public void Join_OneWindow_IsItsRun()
    {
        var run = Run([1, 2], queued: 3, ran: 4);

        Assert.Equal(run, Assert.Single(WindowAggregation.Join([Text(1)], [run])));
    }

    [Fact]
    public void Join_SeveralTexts_GivesEachTheMeanOfItsOwnWindows()
    {
        var joined = WindowAggregation.Join(
            [Text(2), null, Text(1), Text(3)],
            [Run([1, 3]), Run([3, 5]), Run([9, 9]), Run([0, 0]), Run([0, 3]), Run([3, 0])]);

        Assert.Equal([[2, 4], [9, 9], [1, 1]], joined.Select(static run => run.Logits));
    }

    [Fact]
    public void Join_WindowsInAnyOrder_IsTheSame()
    {
        RunResult[] windows = [Run([1, 2]), Run([5, 0.5f]), Run([-3, 4])];

        var forward = WindowAggregation.Join([Text(3)], windows)[0];
        var backward = WindowAggregation.Join([Text(3)], [windows[2], windows[1], windows[0]])[0];

        Assert.Equal(forward.Logits, backward.Logits);
    }

    [Fact]
    public void Join_WindowsOfOneRun_CountItsTimeOnce()
    {
        var joined = WindowAggregation.Join([Text(3)], [Run([1, 1], queued: 2, ran: 5), Run([1, 1], queued: 2, ran: 5), Run([1, 1], queued: 7, ran: 6)])[0];

        Assert.Equal((2, 11), (joined.Queued.TotalMilliseconds, joined.Ran.TotalMilliseconds));
    }

    [Fact]
    public void Join_OneWindowFailed_FailsItsTextAlone()
    {
        var failed = RunResult.Failed(new ApiError(ErrorCode.InferenceFailed, "broken"));

        var joined = WindowAggregation.Join([Text(2), Text(1)], [Run([1, 1]), failed, Run([2, 2])]);

        Assert.Equal(ErrorCode.InferenceFailed, joined[0].Error?.Code);
        Assert.Null(joined[1].Error);
    }

    [Fact]
    public void Join_NoNumberInOneWindow_IsNoNumber()
    {
        var joined = WindowAggregation.Join([Text(2)], [Run([1, 1]), Run([float.NaN, 1])])[0];

        Assert.False(new Scorer(["NEGATIVE", "POSITIVE"], temperature: 1).Score(joined.Logits).Succeeded(out _, out var error));
        Assert.Equal(ErrorCode.InferenceFailed, error.Code);
    }

    private static WindowedText Text(int windows) => new([.. Enumerable.Repeat<int[]>([2, 5, 3], windows)], TextTokens: windows, Truncated: false);

    private static RunResult Run(float[] logits, int queued = 1, int ran = 1) =>
        new(logits, TimeSpan.FromMilliseconds(queued), TimeSpan.FromMilliseconds(ran), Error: null);
}
