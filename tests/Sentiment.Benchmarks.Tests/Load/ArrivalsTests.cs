using CsCheck;
using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Tests.Load;

public sealed class ArrivalsTests
{
    private const int Count = 200_000;
    private const double Near = 0.02;

    [Fact]
    public void Poisson_AnyRateAndSeed_AscendsFromZero() =>
        Gen.Select(Gen.Double[0.01, 10_000], Gen.Int).Sample(static (rate, seed) =>
        {
            var times = Arrivals.Poisson(rate, 100, new Random(seed));
            Assert.True(times[0] >= 0);
            Assert.All(times.Zip(times.Skip(1)), static pair => Assert.True(pair.First <= pair.Second && double.IsFinite(pair.Second)));
        });

    [Fact]
    public void Poisson_SameSeed_SameTimesButForTheRate()
    {
        var (slow, fast) = (Arrivals.Poisson(1, 1_000, new Random(5)), Arrivals.Poisson(4, 1_000, new Random(5)));
        Assert.All(slow.Zip(fast), static pair => Assert.Equal(pair.First, 4 * pair.Second, 1e-9 * pair.First));
    }

    [Fact]
    public void Poisson_ManyArrivals_GapsAreExponential()
    {
        const double rate = 50;
        var gaps = Gaps(rate);

        // Mean and standard deviation of an exponential are the same, and ln 2 of them is its median.
        var mean = gaps.Average();
        Assert.Equal(1, rate * mean, Near);
        Assert.Equal(1, rate * Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean))), Near);
        Assert.Equal(1, rate * Quantiles.Median(gaps) / Math.Log(2), Near);
    }

    [Fact]
    public void Poisson_ManyArrivals_CountsOfASecondHaveTheirMeanAsVariance()
    {
        const int rate = 20;
        var times = Arrivals.Poisson(rate, Count, new Random(7));
        var counts = times.CountBy(static time => (int)time).Select(static second => (double)second.Value).SkipLast(1).ToArray();
        var mean = counts.Average();
        Assert.Equal(1, counts.Average(count => (count - mean) * (count - mean)) / mean, 3 * Near);
    }

    private static double[] Gaps(double rate)
    {
        var times = Arrivals.Poisson(rate, Count, new Random(7));
        return [.. times.Zip(times.Skip(1), static (time, next) => next - time)];
    }
}
