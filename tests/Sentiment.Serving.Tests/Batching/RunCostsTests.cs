using CsCheck;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Tests.Pools;

namespace Sentiment.Serving.Tests.Batching;

public sealed class RunCostsTests : IDisposable
{
    private const double SecondsPerToken = 50e-6;

    private readonly WordBackend _backend = new();

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void Of_NothingMeasured_IsAsTheBackendDeclares() => Assert.Equal(8 + (3 * 20), new RunCosts(_backend).Of(3, 50, 20));

    [Fact]
    public void Observe_RunsOfAllSizes_FindsWhatARunCosts() => Gen.Select(Gen.Int[0, 60], Gen.Int[4, 100].Array[400]).Sample((tokens, sizes) =>
    {
        var costs = new RunCosts(_backend);
        foreach (var size in sizes)
        {
            costs.Observe(size, longest: 30, Took(tokens + size));
        }

        Assert.InRange(costs.TokensOfARun, tokens - 1, tokens + 1);
    }, iter: 50);

    [Fact]
    public void Observe_TimesThatVaryByAThird_IsRightWithinAFewTokens() => Gen.Select(Gen.Int[10, 200], Gen.Double[0.67, 1.33]).Array[1_000].Sample(runs =>
    {
        var costs = new RunCosts(_backend);
        foreach (var (size, luck) in runs)
        {
            costs.Observe(size, longest: 30, Took(5 + size) * luck);
        }

        Assert.InRange(costs.TokensOfARun, 1, 9);
    }, iter: 50);

    [Fact]
    public void Observe_RunsOfOneSize_LeavesWhatIsDeclared()
    {
        var costs = new RunCosts(_backend);
        for (var i = 0; i < 2_000; i++)
        {
            costs.Observe(100, longest: 30, Took(100 + (i % 2)));
        }

        Assert.Equal(8, costs.TokensOfARun);
    }

    [Fact]
    public void Observe_LongTexts_LeavesWhatIsDeclared()
    {
        var costs = new RunCosts(_backend);
        for (var i = 0; i < 2_000; i++)
        {
            costs.Observe(200 + i, longest: 200, Took(2_000 - i));
        }

        Assert.Equal(8, costs.TokensOfARun);
    }

    [Fact]
    public void Observe_TheMachineStandsStill_HardlyMoves()
    {
        var costs = new RunCosts(_backend);
        for (var i = 0; i < 1_000; i++)
        {
            costs.Observe(10 + (i % 190), longest: 30, Took(5 + 10 + (i % 190)));
        }

        costs.Observe(10, longest: 10, TimeSpan.FromSeconds(1));

        Assert.InRange(costs.TokensOfARun, 4, 6);
    }

    [Fact]
    public void Observe_TheFirstRunsWereHeldUp_IsRightAllTheSame()
    {
        var costs = new RunCosts(_backend);
        costs.Observe(3, longest: 3, TimeSpan.FromMilliseconds(30));
        costs.Observe(3, longest: 3, TimeSpan.FromMilliseconds(30));
        for (var i = 0; i < 400; i++)
        {
            costs.Observe(10 + (i % 90), longest: 30, Took(5 + 10 + (i % 90)));
            Assert.InRange(costs.TokensOfARun, 2, 12);
        }
    }

    [Fact]
    public void Observe_RunsThatTakeAsLongWhateverIsInThem_PutsEverythingTogether()
    {
        var costs = new RunCosts(_backend);
        for (var i = 0; i < 400; i++)
        {
            costs.Observe(10 + (i % 90), longest: 30, TimeSpan.FromMilliseconds(3 - (0.001 * (i % 90))));
        }

        Assert.Equal(512, costs.TokensOfARun);
    }

    private static TimeSpan Took(double tokens) => TimeSpan.FromSeconds(tokens * SecondsPerToken);
}
