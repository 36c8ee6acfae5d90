namespace Sentiment.Benchmarks.Statistics;

/// <summary>
/// How far a median would move if the rounds were drawn again: the percentile bootstrap (Efron 1979). It asks for no distribution, which
/// times of a shared machine do not have.
/// </summary>
internal static class Bootstrap
{
    private const int Draws = 10_000;
    private const double Tail = 0.025;

    /// <param name="values">One a round.</param>
    /// <param name="random">The same seed gives the same interval.</param>
    public static Interval OfMedian(IReadOnlyList<double> values, Random random)
    {
        var medians = new double[Draws];
        var draw = new double[values.Count];
        for (var i = 0; i < Draws; i++)
        {
            for (var j = 0; j < draw.Length; j++)
            {
                draw[j] = values[random.Next(values.Count)];
            }

            Array.Sort(draw);
            medians[i] = Quantiles.OfSorted(draw, 0.5);
        }

        Array.Sort(medians);
        return new Interval(Quantiles.Median(values), Quantiles.OfSorted(medians, Tail), Quantiles.OfSorted(medians, 1 - Tail));
    }
}
