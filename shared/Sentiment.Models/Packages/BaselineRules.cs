using System.Globalization;

namespace Sentiment.Models.Packages;

/// <summary>Rules of a manifest's baseline that its JSON shape does not hold. Each answer names the field and the value.</summary>
internal static class BaselineRules
{
    // Shares are written in six decimals; who writes them by hand will round more.
    private const double Rounding = 0.001;

    public static string? Check(ModelBaseline baseline, IReadOnlyList<string> labels)
    {
        if (baseline.Texts < 1)
        {
            return $"baseline.texts is {baseline.Texts}, it must be at least 1";
        }

        if (baseline.MeasuredOn.Count == 0 || baseline.MeasuredOn.Any(string.IsNullOrWhiteSpace))
        {
            return "baseline.measured_on must name at least one file, and none by an empty name";
        }

        return CheckNumeric("text_length", baseline.TextLength)
            ?? CheckNumeric("confidence", baseline.Confidence)
            ?? CheckLabels(baseline.Label, labels)
            ?? CheckNumeric("unknown_tokens", baseline.UnknownTokens);
    }

    private static string? CheckNumeric(string feature, NumericBaseline bins)
    {
        var bounds = bins.UpperBounds;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (!double.IsFinite(bounds[i]))
            {
                return $"baseline.{feature}.upper_bounds has {Text(bounds[i])}, bounds must be finite: the last bin is open without one";
            }

            if (i > 0 && bounds[i] <= bounds[i - 1])
            {
                return $"baseline.{feature}.upper_bounds has {Text(bounds[i])} after {Text(bounds[i - 1])}, bounds must rise";
            }
        }

        return bins.Shares.Count != bounds.Count + 1
            ? $"baseline.{feature} has {bins.Shares.Count} shares for {bounds.Count} upper_bounds, one more than bounds is needed: the last bin is open"
            : CheckShares($"{feature}.shares", bins.Shares);
    }

    private static string? CheckLabels(IReadOnlyDictionary<string, double> shares, IReadOnlyList<string> labels)
    {
        if (shares.Keys.FirstOrDefault(label => !labels.Contains(label)) is { } unknown)
        {
            return $"baseline.label has '{unknown}', which is none of the labels {string.Join(", ", labels)}";
        }

        return labels.FirstOrDefault(label => !shares.ContainsKey(label)) is { } missing
            ? $"baseline.label has no share of {missing}"
            : CheckShares("label", [.. shares.Values]);
    }

    private static string? CheckShares(string field, IReadOnlyList<double> shares)
    {
        foreach (var share in shares)
        {
            if (share is not (>= 0 and <= 1))
            {
                return $"baseline.{field} has {Text(share)}, a share is from 0 to 1";
            }
        }

        return Math.Abs(shares.Sum() - 1) <= Rounding ? null : $"baseline.{field} add up to {Text(shares.Sum())}, they must add up to 1";
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
