using Sentiment.Serving.Batching;

namespace Sentiment.Serving.Tests.Batching;

public sealed class LanesTests
{
    [Theory]
    [InlineData(3, Lane.Short)]
    [InlineData(Lanes.LongTokens, Lane.Short)]
    [InlineData(Lanes.LongTokens + 1, Lane.Long)]
    public void Of_ARequest_GoesByAllItsTokens(int tokens, object lane) => Assert.Equal(lane, Lanes.Of(tokens));

    [Theory]
    [InlineData(true, false, 0, 99, Lane.Short)]
    [InlineData(false, true, 3, 0, Lane.Long)] // nobody else waits: no worker stays idle
    [InlineData(true, true, 0, 0, Lane.Short)]
    [InlineData(true, true, 0, Lanes.ShortRunsInARow, Lane.Long)]
    [InlineData(true, true, 1, 99, Lane.Short)] // one worker has a long run already
    public void Next_WhoWaits_DecidesTheLane(bool shortWaits, bool longWaits, int longRuns, int shortRunsSince, object expected) =>
        Assert.Equal(expected, Lanes.Next(shortWaits, longWaits, longRuns, shortRunsSince));

    [Fact]
    public void Next_BothAlwaysWaitAtOneWorker_GivesLongTextsEveryFifthRun()
    {
        var since = 0;
        var lanes = new List<Lane>();
        for (var run = 0; run < 100; run++)
        {
            lanes.Add(Lanes.Next(shortWaits: true, longWaits: true, longRuns: 0, since));
            since = lanes[^1] == Lane.Long ? 0 : since + 1;
        }

        Assert.Equal(20, lanes.Count(static lane => lane == Lane.Long));
    }
}
