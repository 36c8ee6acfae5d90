using Sentiment.Evaluation.Measures;

namespace Sentiment.Evaluation.Tests.Measures;

public sealed class McNemarTests
{
    /// <summary>Two-sided binomial probabilities at one half.</summary>
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(10, 2, 0.0386)]
    [InlineData(2, 10, 0.0386)]
    [InlineData(6, 0, 0.0313)]
    [InlineData(60, 40, 0.0569)]
    public void TwoSided_KnownCases_AreTheirs(int one, int other, double expected) => Assert.Equal(expected, McNemar.TwoSided(one, other), 4);

    [Fact]
    public void TwoSided_ThousandsOfTexts_IsAProbability() => Assert.InRange(McNemar.TwoSided(5_000, 5_200), 0.04, 0.06);

    [Fact]
    public void Of_TwoVariants_CountsWhatOnlyOneGetsRight()
    {
        Answer[] first = [new(0.9, true), new(0.9, true), new(0.9, false), new(0.1, true)];
        Answer[] second = [new(0.9, true), new(0.1, true), new(0.1, false), new(0.1, true)];

        var pair = McNemar.Of(("a", first), ("b", second));

        Assert.Equal(("a", "b", 1, 1), (pair.First, pair.Second, pair.OnlyFirst, pair.OnlySecond));
        Assert.False(pair.IsSignificant);
    }
}
