using System.Globalization;
using Sentiment.Models.Packages;

namespace Sentiment.Serving.Drift;

/// <summary>One feature of texts, cut into the bins of a baseline.</summary>
internal sealed class FeatureBins
{
    private const string Open = "+Inf";

    private readonly double[] _bounds;
    private readonly Func<TextFacts, double> _value;

    private FeatureBins(string feature, double[] bounds, IEnumerable<string> names, IEnumerable<double> shares, Func<TextFacts, double> value)
    {
        (Feature, _bounds, Names, Shares, _value) = (feature, bounds, [.. names], [.. shares], value);
    }

    /// <summary>Name on the wire.</summary>
    public string Feature { get; }

    /// <summary>Of each bin: the upper bound, which is in it, or the label.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the baseline has in each bin.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <param name="baseline">Of a package that has passed its rules.</param>
    /// <param name="labels">Of the package, by the index of their logit.</param>
    public static IReadOnlyList<FeatureBins> Of(ModelBaseline baseline, IReadOnlyList<string> labels) =>
    [
        Numeric("text_length", baseline.TextLength, static facts => facts.Length),
        Numeric("confidence", baseline.Confidence, static facts => facts.Confidence),

        // Label i is what is at most i, and not at most i - 1.
        new(
            "label",
            [.. Enumerable.Range(0, labels.Count - 1).Select(static label => (double)label)],
            labels,
            labels.Select(label => baseline.Label[label]),
            static facts => facts.Label),
        Numeric("unknown_tokens", baseline.UnknownTokens, static facts => facts.UnknownTokens),
    ];

    /// <summary>The bin that a text falls into.</summary>
    public int IndexOf(in TextFacts facts) => IndexOf(_bounds, _value(facts));

    /// <param name="bounds">Upper bounds, rising.</param>
    /// <param name="value">A number.</param>
    internal static int IndexOf(double[] bounds, double value)
    {
        var found = Array.BinarySearch(bounds, value);
        return found < 0 ? ~found : found;
    }

    private static FeatureBins Numeric(string feature, NumericBaseline bins, Func<TextFacts, double> value) => new(
        feature, [.. bins.UpperBounds], bins.UpperBounds.Select(static bound => bound.ToString(CultureInfo.InvariantCulture)).Append(Open), bins.Shares, value);
}
