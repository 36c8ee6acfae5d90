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
    /// <param name="answered">Each text's prediction; null where a text has none.</param>
    /// <param name="backend">That answered.</param>
    public static RequestFacts Of(IEnumerable<Prediction?> answered, string backend)
    {
        var (count, length) = (0, 0);
        Prediction? last = null;
        foreach (var prediction in answered)
        {
            if (prediction is not null)
            {
                (count, length, last) = (count + 1, length + prediction.TextLength, prediction);
            }
        }

        return count == 1
            ? new(count, length, backend) { Label = last!.Label, Score = last.Score }
            : new(count, length, backend);
    }
}
