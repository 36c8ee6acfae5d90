namespace Sentiment.Models.Quantization;

/// <summary>
/// Finds the range with the smallest mean squared error of 8 bits: rare large values are clipped where that makes the many small ones finer.
/// </summary>
public static class RangeSearch
{
    /// <summary>Steps in which an end is drawn in, each a fiftieth of the extent on its side.</summary>
    private const int Steps = 50;

    /// <summary>An end is never drawn in further: what is rare in the calibration set need not be rare elsewhere.</summary>
    private const double SmallestShare = 0.3;

    /// <exception cref="ArgumentException">The histogram is empty.</exception>
    public static ActivationRange Find(ActivationHistogram histogram)
    {
        if (histogram.Count == 0)
        {
            throw new ArgumentException("No value was counted.", nameof(histogram));
        }

        var bins = histogram.Bins().ToArray();
        var best = new ActivationRange(histogram.Minimum, histogram.Maximum);

        // One end after the other: they hardly touch each other, and the grid of both would be fifty times the work.
        best = Best(bins, Shares().Select(share => best with { Maximum = best.Maximum * share }));
        best = Best(bins, Shares().Select(share => best with { Minimum = best.Minimum * share }));
        return best;
    }

    /// <summary>Mean squared error of 8 bits over a range, by the bins' centers.</summary>
    public static double Error(IReadOnlyList<(double Center, long Count)> bins, ActivationRange range)
    {
        var (scale, zeroPoint) = range.ToUInt8();
        var (sum, count) = (0.0, 0L);
        foreach (var (center, weight) in bins)
        {
            var number = Math.Clamp(Math.Round(center / scale) + zeroPoint, byte.MinValue, byte.MaxValue);
            var error = center - ((number - zeroPoint) * scale);
            sum += weight * error * error;
            count += weight;
        }

        return sum / count;
    }

    private static IEnumerable<float> Shares() =>
        Enumerable.Range(0, Steps).Select(step => 1f - (step / (float)Steps)).Where(share => share >= SmallestShare);

    private static ActivationRange Best(IReadOnlyList<(double Center, long Count)> bins, IEnumerable<ActivationRange> candidates) =>
        candidates.MinBy(range => Error(bins, range))!;
}
