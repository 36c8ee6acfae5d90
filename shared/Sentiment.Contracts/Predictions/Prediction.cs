using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Sentiment.Contracts.Predictions;

/// <summary>What the model says of one text. Apart from times, a pure function of the text and the serving digest.</summary>
public record Prediction
{
    /// <summary><c>POSITIVE</c> or <c>NEGATIVE</c>; <c>NEUTRAL</c> where neither is sure enough for how the pools are set up.</summary>
    [AllowedValues(Labels.Positive, Labels.Negative, Labels.Neutral)]
    public required string Label { get; init; }

    /// <summary>Probability of <c>label</c>, 0 to 1; of a <c>NEUTRAL</c> text, that of the likelier of the two.</summary>
    public required float Score { get; init; }

    /// <summary>Probability by label; they add up to 1.</summary>
    public required IReadOnlyDictionary<string, float> Scores { get; init; }

    /// <summary>
    /// Milliseconds that the model ran for the batch that this text was in. Of a text read in several windows: for all batches that they
    /// were in, each counted once. 0 for an answer that the gateway knew.
    /// </summary>
    public required double InferenceTimeMs { get; init; }

    /// <summary>The model that answered, by the name in its package.</summary>
    public required string ModelName { get; init; }

    /// <summary>Its version there.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The runtime that answered: <c>onnx</c> or <c>torch</c>.</summary>
    [AllowedValues(Backends.Onnx, Backends.Torch)]
    public required string Backend { get; init; }

    /// <summary>The arm that answered; absent when a pool was called directly.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arm { get; init; }

    /// <summary>True when <c>arm</c> stood in for the assigned arm, which could not answer; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Fallback { get; init; }

    /// <summary>Whether the gateway knew the answer; absent when a pool was called directly.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Cached { get; init; }

    /// <summary>Unicode scalars of the text.</summary>
    public required int TextLength { get; init; }

    /// <summary>
    /// Tokens that the model read, the two special ones included. A text read in several windows counts as if it were one: a token that
    /// two windows share counts once, and so do the special ones, which each window has.
    /// </summary>
    public required int Tokens { get; init; }

    /// <summary>Whether the text had more tokens than were read: in one piece or in all windows.</summary>
    public required bool Truncated { get; init; }

    /// <summary>What <c>POST /api/v1/feedback</c> wants, another one each time; absent when a pool was called directly.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PredictionId { get; init; }
}
