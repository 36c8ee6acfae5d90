using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Rows;

namespace Sentiment.Benchmarks.Tests.Rows;

public sealed class OverloadRoundTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);
    private static readonly HttpAnswer Ok = new(200, HasRetryAfter: false);
    private static readonly HttpAnswer Refused = new(503, HasRetryAfter: true);

    [Fact]
    public void Of_RefusalsOfManyKinds_OneKindIsProper()
    {
        var round = Of(At(0, Ok), At(1, Refused), At(2, new(503, HasRetryAfter: false)), At(3, new(504, HasRetryAfter: true)), At(4, default));
        Assert.Equal(0.25, round.RefusedProperly);
    }

    [Fact]
    public void Of_NothingRefused_AllRefusalsAreProper() => Assert.Equal(1, Of(At(0, Ok), At(1, Ok)).RefusedProperly);

    [Fact]
    public void Of_AnswersBeforeTheQueueIsFull_AreNotCounted()
    {
        // Done half a second after their schedule; the time from 1 to 4 counts.
        var round = Of(At(0, Ok), At(1, Ok), At(2, Ok), At(3, Ok), At(4, Ok));
        Assert.Equal((1, 0.5), (round.Answered, round.AnsweredShare));
    }

    [Fact]
    public void TailShare_SomeRefused_IsOfWhatWasAnswered()
    {
        var late = new Exchange(1, 1, 9, Refused);
        Assert.Equal(0.5, Of(At(0, Ok), late).TailShare, 1e-12);
    }

    [Fact]
    public void Figures_EveryOutcome_HasItsShare()
    {
        var figures = OverloadRound.Figures([Of(At(0, Ok), At(1, Refused), At(2, default), At(3, new(503, HasRetryAfter: false)))]);
        var shares = figures.Where(static figure => figure.Name == "share").ToDictionary(static figure => figure.Side, static figure => figure.Value);
        Assert.Equal(["200", "503", "503 without Retry-After", "broken connection"], shares.Keys.Order(StringComparer.Ordinal));
        Assert.All(shares.Values, static share => Assert.Equal(25, share));
    }

    private static OverloadRound Of(params Exchange[] exchanges) =>
        OverloadRound.Of(capacity: 2, Deadline, new OpenLoopRun(exchanges, new Sample(1, 1, 1), new Sample(exchanges.Length, 1, 1)));

    private static Exchange At(double scheduled, HttpAnswer answer) => new(scheduled, scheduled, scheduled + 0.5, answer);
}
