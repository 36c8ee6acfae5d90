using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;

namespace Sentiment.Gateway.Predictions;

/// <summary>Parts a batch into texts that are asked and those that are answered here, and joins both again in the order of the request.</summary>
internal sealed class BatchPlan
{
    private readonly BatchRequest _request;

    // Place among the texts to place in the request.
    private readonly int[] _places;

    public BatchPlan(BatchRequest request)
    {
        _request = request;
        _places = [.. Enumerable.Range(0, request.Items.Count).Where(place => request.Items[place].Text is not null)];
        Texts = [.. _places.Select(place => request.Items[place].Text!)];
    }

    /// <summary>Those that are asked; empty when all are bad.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <param name="answered">One answer for each of <see cref="Texts"/>, in that order; empty when there is none.</param>
    /// <param name="sign">Adds to a prediction what only the gateway knows.</param>
    /// <param name="toError">What a pool's problem means for the client.</param>
    /// <param name="correlationId">The request's.</param>
    public BatchResponse Join(
        IReadOnlyList<Answer> answered, Func<Answer, Prediction> sign, Func<Problem, ApiError> toError, string correlationId)
    {
        var results = new BatchItem[_request.Items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (_request.Items[i].Error is { } error)
            {
                results[i] = new BatchItem(i, Prediction: null, error.ToProblem(correlationId));
            }
        }

        for (var i = 0; i < answered.Count; i++)
        {
            var (place, answer) = (_places[i], answered[i]);
            results[place] = answer.Problem is { } problem
                ? new BatchItem(place, Prediction: null, Renumbered(toError(problem), answer.Sent, place).ToProblem(correlationId))
                : new BatchItem(place, sign(answer), Error: null);
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
