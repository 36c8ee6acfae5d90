using Microsoft.Extensions.Options;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Tests.Pools;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Admission;

public sealed class WorkCostTests : IDisposable
{
    private readonly WordBackend _backend = new();
    private readonly TestTimeProvider _time = new();

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void Of_AText_IsItsShareOfAFullRun()
    {
        // 8 for the run and 24 a text, shared by 16.
        Assert.Equal((8 + (16 * 24)) / 16, Cost(texts: 16).Of(24));
        Assert.Equal(32, Cost(texts: 1).Of(24));
    }

    [Fact]
    public void Wait_NothingMeasured_IsZero() => Assert.Equal(TimeSpan.Zero, Cost().Wait(1_000_000));

    [Fact]
    public void Wait_AfterRunsOfAnySize_IsTheirSpeedSharedByTheWorkers()
    {
        var work = Cost(workers: 2);
        foreach (var cost in new[] { 30, 400, 1_200, 77 })
        {
            work.Observe(cost, TimeSpan.FromMilliseconds(cost * 0.02));
        }

        Assert.Equal(10, work.Wait(1_000).TotalMilliseconds, tolerance: 1e-3);
    }

    [Fact]
    public void Wait_TheQueueGetsLessMoreSlowlyThanItsRuns_GoesByTheQueue()
    {
        var work = Cost(workers: 2);
        Observe(work, runs: 10, milliseconds: 1);
        work.ObserveDrain(100, TimeSpan.FromMilliseconds(2));

        Assert.Equal(20, work.Wait(1_000).TotalMilliseconds, tolerance: 1e-3);
    }

    [Fact]
    public void Wait_TheMachineBecameSlower_FollowsWithinAHundredRuns()
    {
        var work = Cost();
        Observe(work, runs: 1_000, milliseconds: 1);
        Observe(work, runs: 100, milliseconds: 3);

        Assert.InRange(work.Wait(100).TotalMilliseconds, 2.6, 3);
    }

    [Fact]
    public void Wait_OneOddRun_HardlyMoves()
    {
        var work = Cost();
        Observe(work, runs: 1_000, milliseconds: 1);
        Observe(work, runs: 1, milliseconds: 10);

        Assert.InRange(work.Wait(100).TotalMilliseconds, 1, 1.2);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 5)]
    [InlineData(9, 5)]
    public void Own_SoManyTexts_RunSideBySideAsFarAsThereAreWorkers(int texts, double milliseconds)
    {
        var work = Cost(workers: 2);
        Observe(work, runs: 1, milliseconds: 1);

        Assert.Equal(milliseconds, work.Own(1_000, texts).TotalMilliseconds, tolerance: 1e-3);
    }

    [Fact]
    public void OwnAndRun_NoRunForASecond_AreUnknownAgain()
    {
        var work = Cost();
        Observe(work, runs: 2, milliseconds: 50);
        Assert.Equal(50, work.Run(100).TotalMilliseconds, tolerance: 1e-3);

        _time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), (work.Run(100), work.Own(100, texts: 1), work.Latest(100)));
    }

    [Fact]
    public void Latest_RunsThatAreAllAlike_IsTheRunItself()
    {
        var work = Cost();
        Observe(work, runs: 10, milliseconds: 50);

        Assert.Equal(50, work.Latest(100).TotalMilliseconds, tolerance: 1e-3);
    }

    [Fact]
    public void Latest_RunsThatVary_IsTheSlowestOfAHundred()
    {
        var (work, chance) = (Cost(), new Random(4));
        for (var i = 0; i < 2_000; i++)
        {
            work.Observe(100, TimeSpan.FromMilliseconds(50 + (50 * chance.NextDouble())));
        }

        Assert.InRange(work.Latest(100).TotalMilliseconds, 95, 105);
    }

    [Fact]
    public void Latest_OneRunWasHeldUp_HardlyMoves()
    {
        var work = Cost();
        Observe(work, runs: 1_000, milliseconds: 50);
        Observe(work, runs: 1, milliseconds: 500);

        Assert.InRange(work.Latest(100).TotalMilliseconds / work.Run(100).TotalMilliseconds, 1, 1.06);
    }

    [Fact]
    public void Latest_SlowUnderALoadThatIsOver_IsTheRunItselfAgain()
    {
        var (work, chance) = (Cost(), new Random(4));
        for (var i = 0; i < 1_000; i++)
        {
            work.Observe(100, TimeSpan.FromMilliseconds(50 + (100 * chance.NextDouble())));
        }

        Assert.InRange(work.Latest(100) / work.Run(100), 1.3, 3);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Observe(work, runs: 1, milliseconds: 50);

        Assert.Equal(work.Run(100), work.Latest(100));
    }

    private static void Observe(WorkCost work, int runs, double milliseconds)
    {
        for (var i = 0; i < runs; i++)
        {
            work.Observe(100, TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    private WorkCost Cost(int texts = 16, int workers = 1) =>
        new(new RunCosts(_backend), Options.Create(new BatchingOptions { MaxTexts = texts, Workers = workers }), _time);
}
