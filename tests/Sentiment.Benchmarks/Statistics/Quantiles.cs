namespace Sentiment.Benchmarks.Statistics;

/// <summary>Order statistics of a sample.</summary>
internal static class Quantiles
{
    public static double Median(IReadOnlyCollection<double> values) => Of(values, 0.5);

    /// <summary>Between two values by the distance from each (Hyndman and Fan, type 7: R's and NumPy's default).</summary>
    /// <param name="values">At least one, in any order; left as they are.</param>
    /// <param name="share">0 to 1.</param>
    public static double Of(IReadOnlyCollection<double> values, double share)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, share);
    }

    /// <param name="sorted">At least one, ascending.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
