using Sentiment.Training.Teaching;

namespace Sentiment.Training.Tests.Teaching;

public sealed class EnsembleTests
{
    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0, 1)]
    [InlineData(1.5, 0.3)]
    public void Fit_LabelsOfAKnownEnsemble_FindsIt(double linear, double model)
    {
        var random = new Random(1);
        var truth = new Ensemble(linear, model);
        var texts = Enumerable.Range(0, 40_000).Select(_ =>
        {
            var (first, second) = (Normal(random), Normal(random));
            return (first, second, random.NextDouble() < truth.Positive(first, second));
        }).ToArray();

        var fitted = Ensemble.Fit(texts);

        Assert.Equal(linear, fitted.Linear, 0.06);
        Assert.Equal(model, fitted.Model, 0.06);
    }

    [Fact]
    public void Fit_ATeacherThatSaysNothing_HasNoWeight()
    {
        (double, double, bool)[] texts = [.. Enumerable.Range(0, 100).Select(i => (0.0, i % 2 == 0 ? 1.0 : -1.0, i % 2 == 0 ^ i % 10 == 0))];

        var fitted = Ensemble.Fit(texts);

        Assert.Equal(0, fitted.Linear, 1e-6);
        Assert.True(fitted.Model > 0);
    }

    private static double Normal(Random random) => 2 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
