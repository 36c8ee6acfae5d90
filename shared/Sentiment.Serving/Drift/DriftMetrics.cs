using Microsoft.Extensions.Logging;
using Prometheus;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Scoring;

namespace Sentiment.Serving.Drift;

/// <summary>
/// Counts the texts that were answered by the bins of the package's baseline. Counters, which add over replicas: the index that the recording
/// rule takes of them cannot be averaged.
/// </summary>
internal sealed class DriftMetrics(IMetricFactory factory, IModelBackend backend, ILogger<DriftMetrics> logger)
{
    private static readonly string[] Names = ["backend", "model", "version", "baseline", "feature", "bin"];

    private readonly Counter _texts = factory.CreateCounter(
        "ml_drift_texts_total", "Texts that were answered with a prediction, by feature and the bin of it that they fall into; bin is an upper bound or a label.", Names);

    private readonly Gauge _shares = factory.CreateGauge("ml_drift_baseline_share", "Share of texts that the package's baseline has in a bin.", Names);

    private volatile DriftCounters? _counters;

    /// <summary>Once the model is known: from here on each of its series is there, at zero. None where the package has no baseline.</summary>
    /// <param name="manifest">Of the package.</param>
    /// <param name="package">Its folder.</param>
    /// <param name="unknownId">Id of [UNK].</param>
    public void Declare(ModelManifest manifest, string package, int unknownId)
    {
        if (manifest.Baseline is not { } baseline)
        {
            DriftLog.NoBaseline(logger, package);
            return;
        }

        // Bins of two baselines would be added up as one, for a day after a new one has been set.
        var id = PackageDigest.OfBytes(PackageJson.Write(baseline))[..8];
        string[] Labels(string feature, string bin) => [backend.Name, manifest.Name, manifest.Version, id, feature, bin];
        var features = FeatureBins.Of(baseline, manifest.Labels);
        foreach (var feature in features)
        {
            foreach (var (name, share) in feature.Names.Zip(feature.Shares))
            {
                _shares.WithLabels(Labels(feature.Feature, name)).Set(share);
            }
        }

        _counters = new DriftCounters(
            unknownId, [.. features.Select(feature => (feature, feature.Names.Select(bin => _texts.WithLabels(Labels(feature.Feature, bin))).ToArray()))]);
    }

    /// <summary>Allocates nothing.</summary>
    /// <param name="text">That was answered.</param>
    /// <param name="windows">As it was run.</param>
    /// <param name="scores">The answer.</param>
    public void Count(string text, int[][] windows, TextScores scores) => _counters?.Count(text, windows, scores);

    private sealed class DriftCounters(int unknownId, (FeatureBins Feature, Counter.Child[] Bins)[] features)
    {
        public void Count(string text, int[][] windows, TextScores scores)
        {
            var facts = TextFacts.Of(text, windows, unknownId, scores);
            foreach (var (feature, bins) in features)
            {
                bins[feature.IndexOf(facts)].Inc();
            }
        }
    }
}
