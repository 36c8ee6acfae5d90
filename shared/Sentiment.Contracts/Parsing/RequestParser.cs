using System.Text.Json;
using System.Text.Unicode;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Feedback;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Parsing;

/// <summary>
/// The strict parser of bodies, the same in the gateway and in the pools. Refuses what lenient parsers disagree about:
/// duplicate and unknown properties, lone surrogates, comments, trailing commas, anything after the object.
/// </summary>
public static class RequestParser
{
    // Deeper than any legal body by far; a body nested 1,000 deep is refused at this level, without recursion.
    private const int MaximumDepth = 16;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaximumDepth };

    /// <summary>Parses the body of <c>POST /api/v1/predict</c>.</summary>
    /// <param name="utf8">The whole body; nothing of it is kept.</param>
    public static Outcome<PredictRequest> ParsePredict(ReadOnlySpan<byte> utf8)
    {
        var members = new RequestMembers(isBatch: false);
        if (Read(utf8, ref members) is { } error)
        {
            return error;
        }

        return members.Text is { } text
            ? new PredictRequest(text, members.Options)
            : Malformed("The property text is missing; send {\"text\": \"…\"}.", "text");
    }

    /// <summary>Parses the body of <c>POST /api/v1/predict/batch</c>.</summary>
    /// <inheritdoc cref="ParsePredict"/>
    public static Outcome<BatchRequest> ParseBatch(ReadOnlySpan<byte> utf8)
    {
        var members = new RequestMembers(isBatch: true);
        if (Read(utf8, ref members) is { } error)
        {
            return error;
        }

        return members.Texts switch
        {
            null => Malformed("The property texts is missing; send {\"texts\": [\"…\"]}.", "texts"),
            [] => new ApiError(ErrorCode.BatchEmpty, $"The batch has no text; send 1 to {Limits.BatchTexts}.") { Field = "texts" },
            { } texts => new BatchRequest(texts, members.Options),
        };
    }

    /// <summary>Parses the body of <c>POST /api/v1/feedback</c>.</summary>
    /// <inheritdoc cref="ParsePredict"/>
    public static Outcome<FeedbackRequest> ParseFeedback(ReadOnlySpan<byte> utf8)
    {
        var members = default(FeedbackMembers);
        if (Read(utf8, ref members) is { } error)
        {
            return error;
        }

        return (members.PredictionId, members.Label) switch
        {
            (null, _) => Malformed("The property prediction_id is missing; send the one that came with the prediction.", "prediction_id"),
            (_, null) => Malformed($"The property label is missing; send {string.Join(", ", Labels.All)}.", "label"),
            var (id, label) => new FeedbackRequest(id, label),
        };
    }

    internal static ApiError Malformed(string detail, string? field = null) => new(ErrorCode.MalformedRequest, detail) { Field = field };

    private static ApiError? Read<TMembers>(ReadOnlySpan<byte> utf8, ref TMembers members)
        where TMembers : struct, IRequestMembers
    {
        if (!Utf8.IsValid(utf8))
        {
            return Malformed("The body is not valid UTF-8; send JSON in UTF-8, without a byte order mark.");
        }

        var reader = new Utf8JsonReader(utf8, Strict);
        try
        {
            return ReadObject(ref reader, ref members);
        }
        catch (JsonException invalid)
        {
            return Malformed($"The body is not valid JSON at line {invalid.LineNumber + 1}, byte {invalid.BytePositionInLine + 1}, or is nested deeper than {MaximumDepth}.");
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's answer to an escaped lone surrogate, here in a property name or an option.
            return Malformed("A property name or an option has a lone surrogate: it is not Unicode text.");
        }
    }

    private static ApiError? ReadObject<TMembers>(ref Utf8JsonReader reader, ref TMembers members)
        where TMembers : struct, IRequestMembers
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Malformed($"The body must be a JSON object, not {JsonKind.Of(reader.TokenType)}.");
        }

        ApiError? first = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Goes on after an error: broken JSON further on is the more useful complaint, and the reader throws for it.
            var error = members.ReadMember(ref reader);
            first ??= error;
        }

        // Throws for anything but white space after the object.
        reader.Read();
        return first;
    }
}
