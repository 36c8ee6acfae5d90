using Sentiment.Training.Optimization;

namespace Sentiment.Training.Tests.Optimization;

public sealed class ScheduleTests
{
    private static readonly Schedule Trapezoid = new(Peak: 2, WarmUpSteps: 9, DecayShare: 0.5);

    [Fact]
    public void Rate_OfARun_RisesStaysAndFallsToNearlyNothing()
    {
        var rates = Enumerable.Range(0, 100).Select(step => Trapezoid.Rate(step, 100)).ToArray();

        Assert.Equal(0.2, rates[0], 6);
        Assert.All(rates[9..50], rate => Assert.Equal(2, rate, 6));
        Assert.All(rates[50..].Zip(rates[51..]), pair => Assert.True(pair.First > pair.Second || pair.First == 2));
        Assert.InRange(rates[^1], 0, 0.05);
    }

    [Fact]
    public void Rate_OfALongerRun_IsTheSameUntilTheShorterFalls() =>
        Assert.All(Enumerable.Range(0, 50), step => Assert.Equal(Trapezoid.Rate(step, 100), Trapezoid.Rate(step, 300)));
}
