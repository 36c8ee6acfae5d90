namespace Sentiment.Training.Teaching;

/// <summary>Two teachers as one: a weighed sum of their log-odds of praise. They are wrong on different texts.</summary>
/// <param name="Linear">Weight of the classifier over sequences.</param>
/// <param name="Model">Weight of the transformer.</param>
internal sealed record Ensemble(double Linear, double Model)
{
    private const int Iterations = 25;

    /// <summary>Keeps the step finite where one teacher says nothing.</summary>
    private const double Ridge = 1e-3;

    /// <summary>Logistic regression by Newton's method; two weights have one valley.</summary>
    /// <param name="texts">What each teacher says of a text whose label neither has learnt, and the label.</param>
    public static Ensemble Fit(IReadOnlyList<(double Linear, double Model, bool IsPositive)> texts)
    {
        var fitted = new Ensemble(0, 0);
        for (var i = 0; i < Iterations; i++)
        {
            var (down, along) = (fitted.Linear * -Ridge, fitted.Model * -Ridge);
            var (first, mixed, second) = (Ridge, 0.0, Ridge);
            foreach (var (linear, model, isPositive) in texts)
            {
                var positive = fitted.Positive(linear, model);
                var error = (isPositive ? 1 : 0) - positive;
                var curvature = positive * (1 - positive);
                (down, along) = (down + error * linear, along + error * model);
                (first, mixed, second) = (first + curvature * linear * linear, mixed + curvature * linear * model, second + curvature * model * model);
            }

            var determinant = first * second - mixed * mixed;
            fitted = new Ensemble(
                fitted.Linear + (second * down - mixed * along) / determinant,
                fitted.Model + (first * along - mixed * down) / determinant);
        }

        return fitted;
    }

    /// <returns>The probability of praise.</returns>
    public double Positive(double linear, double model) => 1 / (1 + Math.Exp(-(Linear * linear + Model * model)));
}
