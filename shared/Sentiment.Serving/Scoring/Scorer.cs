using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Serving.Scoring;

/// <summary>Step 13: logits to probabilities and a label.</summary>
/// <param name="labels">By the index of their logit.</param>
/// <param name="temperature">Logits are divided by it: calibration, from the package.</param>
/// <param name="neutralBelow">The least probability that a label is given with; 0 gives the likeliest always.</param>
internal sealed class Scorer(IReadOnlyList<string> labels, double temperature, double neutralBelow = 0)
{
    /// <summary>Softmax, shifted by the largest logit so that no exponential overflows. Never NaN.</summary>
    /// <returns>The scores, or E2002 when the model gave something that is no number.</returns>
    public Outcome<TextScores> Score(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            if (!float.IsFinite(logits[i]))
            {
                return new ApiError(ErrorCode.InferenceFailed, "The model's answer for this text is not a number. Report it with the correlation id.");
            }

            best = logits[i] > logits[best] ? i : best;
        }

        Span<double> exponentials = stackalloc double[logits.Length];
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            sum += exponentials[i] = Math.Exp(((double)logits[i] - logits[best]) / temperature);
        }

        var byLabel = new Dictionary<string, float>(logits.Length, StringComparer.Ordinal);
        for (var i = 0; i < logits.Length; i++)
        {
            byLabel.Add(labels[i], (float)(exponentials[i] / sum));
        }

        var score = byLabel[labels[best]];
        return new TextScores(score < neutralBelow ? Labels.Neutral : labels[best], score, best, byLabel);
    }
}

/// <param name="Label">The most probable label, the first of equal ones; or NEUTRAL, where it is not probable enough.</param>
/// <param name="Score">The probability of the most probable label.</param>
/// <param name="Likeliest">Index of the most probable label, whether it is probable enough or not.</param>
/// <param name="ByLabel">All probabilities; they add up to 1.</param>
internal sealed record TextScores(string Label, float Score, int Likeliest, IReadOnlyDictionary<string, float> ByLabel);
