namespace Sentiment.Evaluation.Measures;

/// <summary>
/// Whether a score is what it says: of the answers that were given with 0.8, four in five should be right. The expected calibration error is
/// the mean distance of the two, over equal bins of confidence weighed by their answers (Guo et al., arXiv:1706.04599).
/// </summary>
internal static class Calibration
{
    /// <summary>Over 0.5 to 1: with two labels nothing is less sure than one half. Those of 0.5 to 1 among fifteen, as is usual, would be seven and a half.</summary>
    public const int BinCount = 10;

    /// <summary>Bins in their order; empty ones too.</summary>
    public static IReadOnlyList<CalibrationBin> Bins(IEnumerable<Answer> answers)
    {
        var byBin = answers.ToLookup(answer => Math.Clamp((int)((answer.Confidence - 0.5) * 2 * BinCount), 0, BinCount - 1));
        return
        [
            .. Enumerable.Range(0, BinCount).Select(bin =>
            {
                var members = byBin[bin].ToArray();
                return new CalibrationBin(
                    0.5 + (bin / (2.0 * BinCount)),
                    0.5 + ((bin + 1) / (2.0 * BinCount)),
                    members.Length,
                    members.Length == 0 ? 0 : members.Average(answer => answer.Confidence),
                    members.Length == 0 ? 0 : members.Average(answer => answer.IsRight ? 1.0 : 0.0));
            }),
        ];
    }

    /// <returns>0 for scores that are what they say.</returns>
    public static double Error(IReadOnlyList<CalibrationBin> bins)
    {
        var all = bins.Sum(bin => bin.Texts);
        return bins.Sum(bin => bin.Texts * Math.Abs(bin.Confidence - bin.Accuracy)) / all;
    }
}

/// <param name="From">Least confidence.</param>
/// <param name="To">Below which it ends; the last one includes 1.</param>
/// <param name="Texts">Answers in it.</param>
/// <param name="Confidence">Their mean.</param>
/// <param name="Accuracy">Share of them that are right.</param>
internal sealed record CalibrationBin(double From, double To, int Texts, double Confidence, double Accuracy);
