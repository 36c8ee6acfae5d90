using Sentiment.Contracts;
using Sentiment.Contracts.Parsing;
using Sentiment.Models.Packages;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Drift;

/// <summary>The baseline of some texts: bins that suit them, and the share of each.</summary>
internal static class BaselineBuilder
{
    /// <summary>
    /// Of fewer, chance alone moves shares: the index of two samples of n texts of one kind in ten bins is about 9 × 2 ÷ n, which is 0.02 here, a
    /// tenth of what is called drift.
    /// </summary>
    public const int LeastTexts = 1_000;

    private const int Deciles = 10;
    private const int LengthDigits = 2;
    private const int ConfidenceDecimals = 3;
    private const int ShareDecimals = 6;

    // Most texts have no unknown token at all, so that deciles would be one bin.
    private static readonly double[] UnknownBounds = [0, 0.02, 0.05, 0.1, 0.25];

    /// <summary>Whether a pool would answer a text, and so count it.</summary>
    public static bool IsServed(string text, int[][] windows) =>
        windows[0].Length > WordPieceTokenizer.SpecialTokens && UnicodeLength.Of(text) <= Limits.TextScalars;

    /// <param name="texts">At least <see cref="LeastTexts"/>.</param>
    /// <param name="labels">Of the package, by the index of their logit.</param>
    /// <param name="variant">That answered them, one of <see cref="ModelVariants"/>.</param>
    /// <param name="measuredOn">Names of the files that they are from.</param>
    /// <exception cref="InvalidDataException">There are too few.</exception>
    public static ModelBaseline Build(IReadOnlyList<TextFacts> texts, IReadOnlyList<string> labels, string variant, IReadOnlyList<string> measuredOn)
    {
        if (texts.Count < LeastTexts)
        {
            throw new InvalidDataException(
                $"A baseline needs at least {LeastTexts} texts that differ, and there are {texts.Count}: of fewer, chance alone moves shares as much as other texts do. Add texts.");
        }

        return new ModelBaseline(
            texts.Count,
            measuredOn,
            variant,
            Binned(texts, static facts => facts.Length, static value => RoundTo(value, LengthDigits)),
            Binned(texts, static facts => facts.Confidence, static value => Math.Round(value, ConfidenceDecimals)),
            labels.Index().ToDictionary(
                label => label.Item, label => Share(texts.Count(facts => facts.Label == label.Index), texts.Count), StringComparer.Ordinal),
            Binned(UnknownBounds, [.. texts.Select(static facts => facts.UnknownTokens)]));
    }

    private static NumericBaseline Binned(IReadOnlyList<TextFacts> texts, Func<TextFacts, double> value, Func<double, double> round)
    {
        double[] values = [.. texts.Select(value).Order()];
        return Binned(Bounds(values, round), values);
    }

    private static NumericBaseline Binned(double[] bounds, double[] values)
    {
        var counts = new int[bounds.Length + 1];
        foreach (var value in values)
        {
            counts[FeatureBins.IndexOf(bounds, value)]++;
        }

        return new NumericBaseline(bounds, [.. counts.Select(count => Share(count, values.Length))]);
    }

    /// <summary>Deciles in round numbers, without those that would leave a bin empty: a bin that nothing falls into makes the index of one text in it large.</summary>
    private static double[] Bounds(double[] sorted, Func<double, double> round)
    {
        var bounds = new List<double>();
        foreach (var decile in Enumerable.Range(1, Deciles - 1))
        {
            var bound = round(sorted[sorted.Length * decile / Deciles]);
            var first = bounds.Count == 0 ? sorted[0] : sorted.FirstOrDefault(value => value > bounds[^1], double.PositiveInfinity);
            if (bound >= first && bound < sorted[^1])
            {
                bounds.Add(bound);
            }
        }

        return [.. bounds];
    }

    private static double RoundTo(double value, int digits)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(value, 1))) - digits + 1));
        return Math.Round(value / unit) * unit;
    }

    private static double Share(int count, int all) => Math.Round((double)count / all, ShareDecimals);
}
