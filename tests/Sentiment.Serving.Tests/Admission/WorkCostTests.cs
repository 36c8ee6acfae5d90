using Microsoft.Extensions.Options;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Tests.Pools;

namespace Sentiment.Serving.Tests.Admission;

public sealed class WorkCostTests : IDisposable
{
    private readonly WordBackend _backend = new();

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void Of_AText_IsItsShareOfAFullRun()
    {
        // 8 for the run and 24 a text, shared by 16.
        Assert.Equal((8 + (16 * 24)) / 16, Cost(texts: 16).Of(24));
        Assert.Equal(32, Cost(texts: 1).Of(24));
    }

    [Fact]
    public void Estimate_NothingMeasured_IsZero() => Assert.Equal(TimeSpan.Zero, Cost().Estimate(1_000_000));

    [Fact]
    public void Estimate_AfterRunsOfAnySize_IsTheirSpeedSharedByTheWorkers()
    {
        var work = Cost(workers: 2);
        foreach (var cost in new[] { 30, 400, 1_200, 77 })
        {
            work.Observe(cost, TimeSpan.FromMilliseconds(cost * 0.02));
        }

        Assert.Equal(10, work.Estimate(1_000).TotalMilliseconds, tolerance: 1e-3);
    }

    [Fact]
    public void Estimate_TheMachineBecameSlower_FollowsWithinAHundredRuns()
    {
        var work = Cost();
        Observe(work, runs: 1_000, milliseconds: 1);
        Observe(work, runs: 100, milliseconds: 3);

        Assert.InRange(work.Estimate(100).TotalMilliseconds, 2.6, 3);
    }

    [Fact]
    public void Estimate_OneOddRun_HardlyMoves()
    {
        var work = Cost();
        Observe(work, runs: 1_000, milliseconds: 1);
        Observe(work, runs: 1, milliseconds: 10);

        Assert.InRange(work.Estimate(100).TotalMilliseconds, 1, 1.2);
    }

    private static void Observe(WorkCost work, int runs, double milliseconds)
    {
        for (var i = 0; i < runs; i++)
        {
            work.Observe(100, TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    private WorkCost Cost(int texts = 16, int workers = 1) =>
        new(_backend, Options.Create(new BatchingOptions { MaxTexts = texts, Workers = workers }));
}
