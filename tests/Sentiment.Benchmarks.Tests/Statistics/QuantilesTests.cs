using CsCheck;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Tests.Statistics;

public sealed class QuantilesTests
{
    // R: quantile(c(1, 2, 4, 8), share, type = 7)
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 3)]
    [InlineData(0.75, 5)]
    [InlineData(0.99, 7.88)]
    [InlineData(1, 8)]
    public void Of_FourValues_IsType7(double share, double expected) =>
        Assert.Equal(expected, Quantiles.Of([8, 1, 4, 2], share), tolerance: 1e-12);

    [Theory]
    [InlineData(new[] { 7.0 }, 7)]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5)]
    public void Median_AnyOrder_IsTheMiddle(double[] values, double expected) => Assert.Equal(expected, Quantiles.Median(values));

    [Fact]
    public void Of_AnyValues_LeavesThemAndIsBetweenTheSmallestAndTheLargest() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[1, 40], Gen.Double[0, 1]).Sample(static (values, share) =>
        {
            var before = values.ToArray();

            Assert.InRange(Quantiles.Of(values, share), values.Min(), values.Max());
            Assert.Equal(before, values);
        });

    [Fact]
    public void Of_NoValues_Throws() => Assert.Throws<ArgumentOutOfRangeException>(static () => Quantiles.Of([], 0.5));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    public void Of_NoShare_Throws(double share) => Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1, 2], share));
}
