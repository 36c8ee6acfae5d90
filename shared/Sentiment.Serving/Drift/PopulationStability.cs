namespace Sentiment.Serving.Drift;

/// <summary>
/// The population stability index: sum over bins of (actual − expected) × ln(actual ÷ expected). The recording rule ml_data_drift_score is the
/// same over the counters of all replicas.
/// </summary>
internal static class PopulationStability
{
    /// <summary>Smaller shares count as this one: an empty bin would make the index infinite.</summary>
    public const double SmallestShare = 0.000_1;

    /// <param name="expected">Share of each bin.</param>
    /// <param name="actual">Texts in each bin; at least one in all.</param>
    public static double Index(IReadOnlyList<double> expected, IReadOnlyList<int> actual)
    {
        double all = actual.Sum();
        return expected.Zip(actual, (share, count) =>
        {
            var (before, now) = (Math.Max(share, SmallestShare), Math.Max(count / all, SmallestShare));
            return (now - before) * Math.Log(now / before);
        }).Sum();
    }

    /// <returns>The index of each feature.</returns>
    public static IReadOnlyList<(string Feature, double Index)> Of(IReadOnlyList<FeatureBins> features, IReadOnlyList<TextFacts> texts) =>
    [
        .. features.Select(feature =>
        {
            var counts = new int[feature.Shares.Count];
            foreach (var facts in texts)
            {
                counts[feature.IndexOf(facts)]++;
            }

            return (feature.Feature, Index(feature.Shares, counts));
        }),
    ];
}
