using System.Text.Json.Serialization;
using Sentiment.Contracts.Errors;

namespace Sentiment.Contracts.Predictions;

/// <param name="Results">One item a text, in the order of the request.</param>
public sealed record BatchResponse(IReadOnlyList<BatchItem> Results);

/// <summary>
/// One item of a batch answer; exactly one of <see cref="Prediction"/> and <see cref="Error"/> is set.
/// On the wire a prediction is flat, with <c>index</c> beside its members; a failure is <c>{index, error}</c>.
/// </summary>
/// <param name="Index">Position of the text in the request, from 0.</param>
[JsonConverter(typeof(BatchItemConverter))]
public sealed record BatchItem(int Index, Prediction? Prediction, Problem? Error);
