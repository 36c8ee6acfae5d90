using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Tests.Rows;

public sealed class TargetTests
{
    [Theory]
    [InlineData(1.00, 1.10, true)]
    [InlineData(1.00, 1.1001, false)]
    [InlineData(0.50, 0.60, true)]
    public void IsMetBy_AtMost_AsksTheUpperEnd(double low, double high, bool isMet) =>
        Assert.Equal(isMet, Target.AtMost(1.10).IsMetBy(new Interval(low, low, high)));

    [Theory]
    [InlineData(2.00, 3.00, true)]
    [InlineData(1.9999, 3.00, false)]
    public void IsMetBy_AtLeast_AsksTheLowerEnd(double low, double high, bool isMet) =>
        Assert.Equal(isMet, Target.AtLeast(2).IsMetBy(new Interval(high, low, high)));

    [Fact]
    public void ToString_AnyTarget_IsReadable() =>
        Assert.Equal(("≤ 1.10", "≥ 0.985"), (Target.AtMost(1.1).ToString(), Target.AtLeast(0.985).ToString()));
}
