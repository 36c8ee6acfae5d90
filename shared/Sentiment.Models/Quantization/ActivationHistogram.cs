namespace Sentiment.Models.Quantization;

/// <summary>
/// Counts the values of one activation without knowing their extent before: bins are symmetric around 0, and when a value lies outside,
/// pairs of bins are merged until it fits. One pass, bounded memory, the same counts in whatever order the values come.
/// </summary>
public sealed class ActivationHistogram
{
    /// <summary>Bins on each side of 0. After a merge at least half of them hold the extent: 16 levels of 8 bits each.</summary>
    private const int HalfBins = 4096;

    /// <summary>A power of two, so that merging gives exactly the bins that a wider start would have given.</summary>
    private const double FirstWidth = 1.0 / (1 << 20);

    private readonly long[] _counts = new long[2 * HalfBins];

    /// <summary>Width of a bin.</summary>
    public double BinWidth { get; private set; } = FirstWidth;

    public float Minimum { get; private set; } = float.PositiveInfinity;

    public float Maximum { get; private set; } = float.NegativeInfinity;

    /// <summary>Values counted so far.</summary>
    public long Count { get; private set; }

    /// <exception cref="ArgumentException">A value is not finite: the model is broken, no range would help.</exception>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException("An activation is not a finite number.", nameof(values));
            }

            Minimum = Math.Min(Minimum, value);
            Maximum = Math.Max(Maximum, value);
            while (Math.Abs(value) >= BinWidth * HalfBins)
            {
                Widen();
            }

            _counts[HalfBins + (int)Math.Floor(value / BinWidth)]++;
        }

        Count += values.Length;
    }

    /// <summary>Centers and counts of the bins that hold values.</summary>
    public IEnumerable<(double Center, long Count)> Bins()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
            {
                yield return ((i - HalfBins + 0.5) * BinWidth, _counts[i]);
            }
        }
    }

    private void Widen()
    {
        for (var i = 0; i < HalfBins / 2; i++)
        {
            _counts[HalfBins + i] = _counts[HalfBins + (2 * i)] + _counts[HalfBins + (2 * i) + 1];
            _counts[HalfBins - 1 - i] = _counts[HalfBins - 1 - (2 * i)] + _counts[HalfBins - 2 - (2 * i)];
        }

        Array.Clear(_counts, 0, HalfBins / 2);
        Array.Clear(_counts, HalfBins + (HalfBins / 2), HalfBins / 2);
        BinWidth *= 2;
    }
}
