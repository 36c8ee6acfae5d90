namespace Sentiment.Cli.Metrics;

/// <summary>One line of a service's metrics.</summary>
internal sealed record MetricSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>Whether it only grows while its process lives, by the names that Prometheus gives to such series.</summary>
    public bool IsCounter =>
        Name.EndsWith("_total", StringComparison.Ordinal) || Name.EndsWith("_sum", StringComparison.Ordinal)
        || Name.EndsWith("_count", StringComparison.Ordinal) || Name.EndsWith("_bucket", StringComparison.Ordinal);

    public bool Has(string label, string value) => Labels.TryGetValue(label, out var own) && own == value;

    public bool IsSameSeries(MetricSample other) =>
        Name == other.Name && Labels.Count == other.Labels.Count && Labels.All(label => other.Has(label.Key, label.Value));
}
