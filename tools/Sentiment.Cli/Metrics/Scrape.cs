namespace Sentiment.Cli.Metrics;

/// <summary>A service's metrics at one moment, or what its counters gained between two.</summary>
internal sealed class Scrape(IReadOnlyList<MetricSample> samples)
{
    /// <summary>The sum over all series of a name that have these labels; null when there is none: not the same as zero.</summary>
    public double? Sum(string name, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        double? sum = null;
        foreach (var sample in samples)
        {
            if (sample.Name == name && HasAll(sample, labels))
            {
                sum = (sum ?? 0) + sample.Value;
            }
        }

        return sum;
    }

    /// <summary>Counters as gains since an earlier scrape, everything else as it is.</summary>
    public Scrape Since(Scrape earlier)
    {
        var before = earlier.Counters().ToLookup(sample => sample.Name);
        return new Scrape([.. samples.Select(sample => sample.IsCounter ? Gain(sample, before[sample.Name]) : sample)]);
    }

    private static bool HasAll(MetricSample sample, ReadOnlySpan<(string Label, string Value)> labels)
    {
        foreach (var (label, value) in labels)
        {
            if (!sample.Has(label, value))
            {
                return false;
            }
        }

        return true;
    }

    // A counter that fell belongs to a process that was started again meanwhile: all it has is gain.
    private static MetricSample Gain(MetricSample now, IEnumerable<MetricSample> before) =>
        before.FirstOrDefault(now.IsSameSeries) is { } earlier && earlier.Value <= now.Value ? now with { Value = now.Value - earlier.Value } : now;

    private IEnumerable<MetricSample> Counters() => samples.Where(sample => sample.IsCounter);
}
