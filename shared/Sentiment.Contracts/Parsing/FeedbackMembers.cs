using System.Text.Json;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Parsing;

/// <summary>What a body of feedback has said so far, one member at a time.</summary>
internal struct FeedbackMembers : IRequestMembers
{
    private bool _hasPredictionId;
    private bool _hasLabel;

    public string? PredictionId { get; private set; }

    public string? Label { get; private set; }

    /// <inheritdoc/>
    public ApiError? ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("prediction_id"u8))
        {
            return RequestMembers.Once(ref reader, ref _hasPredictionId, "prediction_id") ?? ReadPredictionId(ref reader);
        }

        if (reader.ValueTextEquals("label"u8))
        {
            return RequestMembers.Once(ref reader, ref _hasLabel, "label") ?? ReadLabel(ref reader);
        }

        return RequestMembers.Unknown(ref reader, "prediction_id and label");
    }

    private ApiError? ReadPredictionId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return RequestMembers.WrongType(ref reader, "prediction_id", "a string");
        }

        PredictionId = reader.GetString();
        return null;
    }

    private ApiError? ReadLabel(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return RequestMembers.WrongType(ref reader, "label", "a string");
        }

        foreach (var label in Labels.All)
        {
            if (reader.ValueTextEquals(label))
            {
                Label = label;
                return null;
            }
        }

        return RequestParser.Malformed($"The label is unknown; known are {string.Join(", ", Labels.All)}.", "label");
    }
}
