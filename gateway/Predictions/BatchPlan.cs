using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Predictions;

/// <summary>Parts a batch into what travels to the pool and what is answered here, and joins both again in the order of the request.</summary>
internal sealed class BatchPlan(BatchRequest request)
{
    // Place in what is sent to place in the request.
    private readonly int[] _places =
        [.. Enumerable.Range(0, request.Items.Count).Where(place => request.Items[place].Text is not null)];

    /// <summary>How many texts travel; 0 when all are bad.</summary>
    public int Sent => _places.Length;

    public byte[] Body() => CanonicalBody.Batch([.. _places.Select(place => request.Items[place].Text!)], request.Options.Truncation);

    /// <param name="answered">One item for each text that was sent, in that order; empty when none was.</param>
    /// <param name="sign">Adds to a prediction what only the gateway knows.</param>
    /// <param name="toError">What a pool's problem means for the client.</param>
    /// <param name="correlationId">The request's.</param>
    public BatchResponse Join(
        IReadOnlyList<BatchItem> answered, Func<Prediction, Prediction> sign, Func<Problem, ApiError> toError, string correlationId)
    {
        var results = new BatchItem[request.Items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (request.Items[i].Error is { } error)
            {
                results[i] = new BatchItem(i, Prediction: null, error.ToProblem(correlationId));
            }
        }

        for (var i = 0; i < answered.Count; i++)
        {
            var place = _places[i];
            results[place] = answered[i].Prediction is { } prediction
                ? new BatchItem(place, sign(prediction), Error: null)
                : new BatchItem(place, Prediction: null, Renumbered(toError(answered[i].Error!), i, place).ToProblem(correlationId));
        }

        return new BatchResponse(results);
    }

    // The pool has counted what it was sent; the client counts what it sent.
    private static ApiError Renumbered(ApiError error, int sent, int place)
    {
        var (theirs, ours) = ($"texts[{sent}]", $"texts[{place}]");
        return error with
        {
            Detail = error.Detail.Replace(theirs, ours, StringComparison.Ordinal),
            Field = error.Field?.Replace(theirs, ours, StringComparison.Ordinal),
        };
    }
}
