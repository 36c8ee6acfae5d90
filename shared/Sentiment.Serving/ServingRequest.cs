using Sentiment.Contracts.Predictions;

namespace Sentiment.Serving;

/// <summary>A parsed request, for one text or many.</summary>
/// <param name="Items">The texts, or why one cannot be read.</param>
/// <param name="Options">For all of them.</param>
/// <param name="IsBatch">Whether the items stand in <c>texts</c> or alone in <c>text</c>.</param>
internal sealed record ServingRequest(IReadOnlyList<BatchText> Items, PredictOptions Options, bool IsBatch)
{
    /// <summary>Where an item stands in the body, in wire names.</summary>
    public string FieldOf(int index) => IsBatch ? $"texts[{index}]" : "text";

    public static ServingRequest Of(PredictRequest request) => new([new BatchText(request.Text, Error: null)], request.Options, IsBatch: false);

    public static ServingRequest Of(BatchRequest request) => new(request.Items, request.Options, IsBatch: true);
}
