namespace Sentiment.Training.Calibrating;

/// <summary>The number that logits are divided by, so that a score is what it says (Guo et al., arXiv:1706.04599). No label changes by it.</summary>
internal static class Temperature
{
    private const double Least = 0.1;
    private const double Most = 10;
    private const double Precision = 1e-4;

    /// <param name="margins">Logit of praise less that of blame, of each text.</param>
    /// <param name="positive">Whether it is praise.</param>
    /// <returns>The temperature of the least mean loss.</returns>
    public static double Fit(IReadOnlyList<double> margins, IReadOnlyList<bool> positive)
    {
        // The loss has one valley in 1 / temperature: a golden section finds it.
        var (low, high) = (1 / Most, 1 / Least);
        var ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > Precision)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) = Loss(margins, positive, 1 / left) < Loss(margins, positive, 1 / right) ? (low, right) : (left, high);
        }

        return 2 / (low + high);
    }

    /// <summary>Mean negative log-likelihood of what is right.</summary>
    public static double Loss(IReadOnlyList<double> margins, IReadOnlyList<bool> positive, double temperature) => margins
        .Zip(positive, (margin, isPositive) => (isPositive ? -margin : margin) / temperature)
        .Average(wrong => Math.Max(wrong, 0) + Math.Log(1 + Math.Exp(-Math.Abs(wrong))));
}
