using Sentiment.Contracts.Errors;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Scoring;

namespace Sentiment.Serving.Tests.Scoring;

public sealed class WindowAggregationTests
{
    [Fact]
    public void Join_OneWindow_IsItsRun()
    {
        var run = Run([1, 2], queued: 3, ran: 4);
        var text = new PendingRequest([[2, 5, 3]], enqueued: 0, due: 1).Texts[0];
        text.Complete(run);

        Assert.Equal(run, WindowAggregation.Join([text]));
    }

    [Fact]
    public void Join_SeveralWindows_IsTheirMean() =>
        Assert.Equal([2, 4], WindowAggregation.Join([Run([1, 3]), Run([3, 5])]).Logits);

    [Fact]
    public void Join_WindowsInAnyOrder_IsTheSame()
    {
        RunResult[] windows = [Run([1, 2]), Run([5, 0.5f]), Run([-3, 4])];

        var forward = WindowAggregation.Join(windows);
        var backward = WindowAggregation.Join([windows[2], windows[1], windows[0]]);

        Assert.Equal(forward.Logits, backward.Logits);
    }

    [Fact]
    public void Join_WindowsOfOneRun_CountItsTimeOnce()
    {
        var joined = WindowAggregation.Join([Run([1, 1], queued: 2, ran: 5), Run([1, 1], queued: 2, ran: 5), Run([1, 1], queued: 7, ran: 6)]);

        Assert.Equal((2, 11), (joined.Queued.TotalMilliseconds, joined.Ran.TotalMilliseconds));
    }

    [Fact]
    public void Join_OneWindowFailed_FailsTheText()
    {
        var failed = RunResult.Failed(new ApiError(ErrorCode.InferenceFailed, "broken"));

        Assert.Equal(ErrorCode.InferenceFailed, WindowAggregation.Join([Run([1, 1]), failed]).Error?.Code);
    }

    [Fact]
    public void Join_NoNumberInOneWindow_IsNoNumber()
    {
        var joined = WindowAggregation.Join([Run([1, 1]), Run([float.NaN, 1])]);

        Assert.False(new Scorer(["NEGATIVE", "POSITIVE"], temperature: 1).Score(joined.Logits).Succeeded(out _, out var error));
        Assert.Equal(ErrorCode.InferenceFailed, error.Code);
    }

    private static RunResult Run(float[] logits, int queued = 1, int ran = 1) =>
        new(logits, TimeSpan.FromMilliseconds(queued), TimeSpan.FromMilliseconds(ran), Error: null);
}
