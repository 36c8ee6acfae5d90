using System.Runtime.InteropServices;
using Sentiment.Contracts.Parsing;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Drift;

/// <summary>What drift is told by, of one text that was answered. The one definition, for pools and for whoever measures a baseline.</summary>
/// <param name="Length">Unicode scalars.</param>
/// <param name="Confidence">Probability of the likelier label.</param>
/// <param name="Label">
/// Index of the likelier label, NEUTRAL or not: where that begins is a setting, and a change of it must not look like a change of the texts.
/// </param>
/// <param name="UnknownTokens">Share of [UNK] among the tokens that the model read; those in two windows it read twice.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextFacts(int Length, float Confidence, int Label, double UnknownTokens)
{
    /// <param name="text">As the client sent it.</param>
    /// <param name="windows">As it was run: token ids, with [CLS] and [SEP] around them, and at least one between.</param>
    /// <param name="unknownId">Id of [UNK].</param>
    /// <param name="scores">The answer.</param>
    public static TextFacts Of(string text, int[][] windows, int unknownId, TextScores scores)
    {
        var (tokens, unknown) = (0, 0);
        foreach (var window in windows)
        {
            tokens += window.Length - WordPieceTokenizer.SpecialTokens;
            unknown += window.AsSpan().Count(unknownId);
        }

        return new TextFacts(UnicodeLength.Of(text), scores.Score, scores.Likeliest, (double)unknown / tokens);
    }
}
