using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Documentation;

// The shapes that RequestParser reads. It makes no such objects: these are here to be described, and a test holds them against it.

/// <summary>A text, and how to read it. Another property is refused with E1003.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PredictBody : BodyOptions
{
    /// <summary>
    /// Up to 10,000 Unicode scalars, at least one of them visible. What looks like a special token (<c>[SEP]</c>) is text.
    /// </summary>
    [Length(1, Limits.TextScalars)]
    public required string Text { get; init; }
}

/// <summary>Texts, and how to read all of them. Another property is refused with E1003.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BatchBody : BodyOptions
{
    /// <summary>Up to 128, each of up to 10,000 Unicode scalars. A bad one gets a problem in its place, and the others their predictions.</summary>
    [Length(1, Limits.BatchTexts)]
    public required IReadOnlyList<string> Texts { get; init; }
}

/// <summary>What is right of a prediction. Another property is refused with E1003.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FeedbackBody
{
    /// <summary>As it came with the prediction. It is for the caller who asked, for a week, and once.</summary>
    public required string PredictionId { get; init; }

    /// <summary>What the prediction should have said.</summary>
    [AllowedValues(Labels.Positive, Labels.Negative, Labels.Neutral)]
    public required string Label { get; init; }
}

/// <summary>What both have.</summary>
internal abstract record BodyOptions
{
    /// <summary>The runtime that is to answer; <c>auto</c> is the same as leaving it out.</summary>
    [AllowedValues(Backends.Auto, Backends.Onnx, Backends.Torch)]
    public string? Backend { get; init; }

    /// <summary>
    /// For a text of more tokens than the model reads at once: <c>window</c> reads all of it, in up to 16 overlapping windows whose answers become
    /// one; <c>head</c> reads the beginning; <c>error</c> refuses it with E1007.
    /// </summary>
    [DefaultValue(Truncation.Window)]
    public Truncation Truncation { get; init; }
}
