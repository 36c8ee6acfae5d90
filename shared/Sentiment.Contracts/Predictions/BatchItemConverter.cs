using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sentiment.Contracts.Errors;

namespace Sentiment.Contracts.Predictions;

/// <summary>Flattens an item: the union of two shapes is told apart by the member <c>error</c>.</summary>
internal sealed class BatchItemConverter : JsonConverter<BatchItem>
{
    public override BatchItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (HasError(reader))
        {
            var failure = JsonSerializer.Deserialize(ref reader, BatchItemJson.Default.FailedItem)!;
            return new BatchItem(failure.Index, Prediction: null, failure.Error);
        }

        var prediction = JsonSerializer.Deserialize(ref reader, BatchItemJson.Default.PredictedItem)!;
        return new BatchItem(prediction.Index, prediction, Error: null);
    }

    public override void Write(Utf8JsonWriter writer, BatchItem value, JsonSerializerOptions options)
    {
        if (value.Prediction is { } prediction)
        {
            JsonSerializer.Serialize(writer, new PredictedItem(value.Index, prediction), BatchItemJson.Default.PredictedItem);
        }
        else
        {
            JsonSerializer.Serialize(writer, new FailedItem(value.Index, value.Error!), BatchItemJson.Default.FailedItem);
        }
    }

    // The reader is a copy: looking ahead does not move the caller's.
    private static bool HasError(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("error"u8))
            {
                return true;
            }

            // Not Skip, which refuses to work on a stream's buffer; the value is in it whole before a converter is called.
            reader.TrySkip();
        }

        return false;
    }
}

internal sealed record FailedItem(int Index, Problem Error);

internal sealed record PredictedItem : Prediction
{
    public PredictedItem()
    {
    }

    [SetsRequiredMembers]
    public PredictedItem(int index, Prediction prediction)
        : base(prediction) => Index = index;

    [JsonPropertyOrder(-1)]
    public int Index { get; init; }
}
