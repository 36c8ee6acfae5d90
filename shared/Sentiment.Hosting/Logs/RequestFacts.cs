using Sentiment.Contracts.Predictions;

namespace Sentiment.Hosting.Logs;

/// <summary>What a request was about, as a feature that its endpoint leaves for the log. No text, and nothing that tells one.</summary>
/// <param name="Texts">How many.</param>
/// <param name="TextLength">Unicode scalars of all of them.</param>
/// <param name="Backend">That answered.</param>
/// <param name="Arm">That answered; null in a pool, which knows of none.</param>
/// <param name="Cached">Whether all of it was known; null in a pool.</param>
/// <param name="Label">Of a single text.</param>
/// <param name="Score">Of a single text.</param>
public sealed record RequestFacts(int Texts, int TextLength, string Backend, string? Arm = null, bool? Cached = null, string? Label = null, double? Score = null)
{
    /// <param name="predicted">What is answered.</param>
    /// <param name="backend">That answered.</param>
    public static RequestFacts Of(IReadOnlyList<Prediction> predicted, string backend)
    {
        var length = 0;
        for (var i = 0; i < predicted.Count; i++)
        {
            length += predicted[i].TextLength;
        }

        return predicted is [var only]
            ? new(1, length, backend) { Label = only.Label, Score = only.Score }
            : new(predicted.Count, length, backend);
    }
}
