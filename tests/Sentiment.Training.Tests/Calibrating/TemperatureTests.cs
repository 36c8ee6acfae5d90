using Sentiment.Training.Calibrating;

namespace Sentiment.Training.Tests.Calibrating;

public sealed class TemperatureTests
{
    /// <summary>Answers drawn as often as the scores say, then logits that are too large by a factor: the factor is the temperature.</summary>
    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void Fit_LogitsTooLargeByAFactor_FindsIt(double factor)
    {
        var random = new Random(1);
        var honest = Enumerable.Range(0, 40_000).Select(_ => (random.NextDouble() * 8) - 4).ToArray();
        var positive = Array.ConvertAll(honest, margin => random.NextDouble() < 1 / (1 + Math.Exp(-margin)));

        var temperature = Temperature.Fit(Array.ConvertAll(honest, margin => margin * factor), positive);

        Assert.InRange(temperature / factor, 0.95, 1.05);
    }

    [Fact]
    public void Fit_AlwaysRight_EndsAtItsBound() => Assert.InRange(Temperature.Fit([3, -2, 5], [true, false, true]), 0.1, 0.11);

    [Fact]
    public void Loss_KnownCase_IsItsLogarithm() => Assert.Equal(-Math.Log(1 / (1 + Math.Exp(-1.0))), Temperature.Loss([2, -2], [true, false], 2), 9);
}
