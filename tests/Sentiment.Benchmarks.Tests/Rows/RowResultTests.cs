using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Tests.Rows;

public sealed class RowResultTests
{
    private static readonly RowResult Measured = new("row", "case", "ours ÷ theirs") { Ratio = new Interval(1, 0.9, 1.1) };

    [Fact]
    public void Verdict_MeasuredWithATarget_IsTheTargets()
    {
        Assert.Equal(Verdict.Passed, (Measured with { Target = Target.AtMost(1.1) }).Verdict);
        Assert.Equal(Verdict.Failed, (Measured with { Target = Target.AtMost(1.05) }).Verdict);
    }

    [Fact]
    public void Verdict_AFigureInsteadOfARatio_IsTheTargets()
    {
        var once = Measured with { Ratio = null, Absolute = Measure.Once(200, "MB") };

        Assert.Equal(Verdict.Passed, (once with { Target = Target.AtMost(200) }).Verdict);
        Assert.Equal(Verdict.Failed, (once with { Target = Target.AtMost(199) }).Verdict);
    }

    [Fact]
    public void Verdict_WithoutATarget_IsStated() => Assert.Equal(Verdict.Stated, Measured.Verdict);

    [Fact]
    public void Verdict_WithoutARatio_IsSkipped() =>
        Assert.Equal(Verdict.Skipped, (Measured with { Ratio = null, Target = Target.AtMost(1) }).Verdict);

    [Fact]
    public void Verdict_Broken_IsFailedAndNotSkipped() =>
        Assert.Equal(Verdict.Failed, (Measured with { Ratio = null, IsBroken = true }).Verdict);

    [Fact]
    public void Times_OfSomeRounds_AreMediansOfAThousandPredictions()
    {
        var figures = Figure.Times("pool", [new Sample(100, 1, 2), new Sample(100, 3, 4), new Sample(100, 5, 9)]);

        Assert.Equal([new Figure("pool", "CPU of 1,000", 40, "s"), new Figure("pool", "wall of 1,000", 30, "s")], figures);
    }
}
