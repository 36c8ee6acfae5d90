namespace Sentiment.Models.Packages;

/// <summary>
/// What texts and answers were like where the model was measured: what a pool's own are held against. It describes the model and does not
/// change it, so it is no part of the package's digest.
/// </summary>
/// <param name="Texts">How many it was measured on.</param>
/// <param name="MeasuredOn">Names of the files that they are from.</param>
/// <param name="Variant">One of <see cref="ModelVariants"/>: whose scores and labels these are.</param>
/// <param name="TextLength">Unicode scalars of a text.</param>
/// <param name="Confidence">Probability of the likelier label, 0 to 1.</param>
/// <param name="Label">Share of the texts that each label is likelier for.</param>
/// <param name="UnknownTokens">Share of a text's tokens that are [UNK], 0 to 1.</param>
public sealed record ModelBaseline(
    int Texts,
    IReadOnlyList<string> MeasuredOn,
    string Variant,
    NumericBaseline TextLength,
    NumericBaseline Confidence,
    IReadOnlyDictionary<string, double> Label,
    NumericBaseline UnknownTokens);

/// <param name="UpperBounds">Of all bins but the last, which is open. A bin has its upper bound in it.</param>
/// <param name="Shares">Of the texts in each bin; one more than bounds.</param>
public sealed record NumericBaseline(IReadOnlyList<double> UpperBounds, IReadOnlyList<double> Shares);
