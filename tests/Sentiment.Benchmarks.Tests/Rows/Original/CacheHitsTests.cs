using Sentiment.Benchmarks.Rows.Original;

namespace Sentiment.Benchmarks.Tests.Rows.Original;

public sealed class CacheHitsTests
{
    private static readonly double[] Misses = [10, 20, 30, 40, 50, 60, 70];

    [Fact]
    public void None_AnyFigures_LeavesThemAsTheyAre()
    {
        Assert.Equal(200, CacheHits.None.Rate(200));
        Assert.Equal(40, CacheHits.None.Quantile(Misses, 0.5));
        Assert.Equal(12, CacheHits.None.Processors(rate: 2_400, cpuSeconds: 0.005), tolerance: 1e-9);
    }

    [Fact]
    public void Original_85PercentHits_LeavesThePoolFifteenOfAHundred()
    {
        Assert.Equal(2_000, CacheHits.Original.Rate(300), tolerance: 1e-9);
        Assert.Equal(1.8, CacheHits.Original.Processors(rate: 2_400, cpuSeconds: 0.005), tolerance: 1e-9);
    }

    /// <summary>Ten of the slowest fifteen in a hundred are quicker than p95: two thirds of the misses.</summary>
    [Fact]
    public void Quantile_BeyondTheHits_IsThatOfTheMissesThere()
    {
        Assert.Equal(50, CacheHits.Original.Quantile(Misses, 0.95)!.Value, tolerance: 1e-9);
        Assert.Equal(70, CacheHits.Original.Quantile(Misses, 1)!.Value, tolerance: 1e-9);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.85)]
    public void Quantile_AmongTheHits_IsUnknown(double share) => Assert.Null(CacheHits.Original.Quantile(Misses, share));
}
