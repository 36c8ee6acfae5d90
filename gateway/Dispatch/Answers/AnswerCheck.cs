using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Dispatch.Answers;

/// <summary>Whether an answer that is good JSON is also one that we may pass on: the contract, and the arm's own backend.</summary>
internal static class AnswerCheck
{
    /// <returns>What is wrong, or null.</returns>
    public static string? FlawOf(Prediction prediction, string backend)
    {
        if (prediction is not { Scores: { } scores, ModelName: not null, ModelVersion: not null, Label: Labels.Positive or Labels.Negative or Labels.Neutral })
        {
            return "a member is null, or the label is none of POSITIVE, NEGATIVE and NEUTRAL";
        }

        if (prediction.Backend != backend)
        {
            // Not repeated: it is the other side's word.
            return $"it comes from another backend than the arm's, {backend}; check the arm's cluster";
        }

        return prediction.Score is >= 0 and <= 1 && (prediction.Label == Labels.Neutral || scores.ContainsKey(prediction.Label)) ? null : "the scores are not probabilities by label";
    }

    /// <inheritdoc cref="FlawOf(Prediction, string)"/>
    /// <param name="answer">The batch's answer.</param>
    /// <param name="sent">How many texts were sent.</param>
    /// <param name="backend">The arm's.</param>
    public static string? FlawOf(BatchResponse answer, int sent, string backend)
    {
        if (answer.Results is not { } results || results.Count != sent)
        {
            return $"it has {answer.Results?.Count ?? 0} results for {sent} texts";
        }

        for (var i = 0; i < sent; i++)
        {
            var flaw = results[i] switch
            {
                null or { Prediction: null, Error: null } => "it is null",
                { Index: var index } when index != i => $"its index is {index}",
                { Prediction: { } prediction } => FlawOf(prediction, backend),
                _ => null,
            };
            if (flaw is not null)
            {
                return $"result {i}: {flaw}";
            }
        }

        return null;
    }
}
