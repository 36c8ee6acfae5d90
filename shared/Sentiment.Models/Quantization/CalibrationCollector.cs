namespace Sentiment.Models.Quantization;

/// <summary>
/// Watches the activations of a tapped graph over a calibration set and gives the range of each. Run texts alone, without padding:
/// what stands at padded positions is no activation that matters.
/// </summary>
public sealed class CalibrationCollector
{
    private readonly Dictionary<string, ActivationHistogram> _histograms;

    /// <param name="activations">Names to watch, from the tapped graph.</param>
    public CalibrationCollector(IEnumerable<string> activations) =>
        _histograms = activations.ToDictionary(name => name, _ => new ActivationHistogram(), StringComparer.Ordinal);

    /// <summary>Adds one output of one run.</summary>
    public void Add(string activation, ReadOnlySpan<float> values) => _histograms[activation].Add(values);

    /// <summary>The range of each activation, by its name.</summary>
    /// <exception cref="ArgumentException">An activation was never added.</exception>
    public IReadOnlyDictionary<string, ActivationRange> Ranges() =>
        _histograms.ToDictionary(pair => pair.Key, pair => RangeSearch.Find(pair.Value), StringComparer.Ordinal);
}
