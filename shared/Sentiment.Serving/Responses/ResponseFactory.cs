using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Startup;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Responses;

/// <summary>Step 14: results in the words of the contract.</summary>
internal static class ResponseFactory
{
    /// <param name="ran">Time of the run that the text was in; of all such runs, when it has several windows.</param>
    public static Prediction Prediction(ServedModel model, string text, WindowedText tokenized, TextScores scores, TimeSpan ran) => new()
    {
        Label = scores.Label,
        Score = scores.Score,
        Scores = scores.ByLabel,
        InferenceTimeMs = Math.Round(ran.TotalMilliseconds, 3),
        ModelName = model.Manifest.Name,
        ModelVersion = model.Manifest.Version,
        Backend = model.Backend,
        TextLength = UnicodeLength.Of(text),
        Tokens = tokenized.Tokens,
        Truncated = tokenized.Truncated,
    };

    public static BatchResponse Batch(IReadOnlyList<Outcome<Prediction>> results, string correlationId) => new(
        [.. results.Select((result, index) => result.Succeeded(out var prediction, out var error)
            ? new BatchItem(index, prediction, Error: null)
            : new BatchItem(index, Prediction: null, error.ToProblem(correlationId)))]);
}
