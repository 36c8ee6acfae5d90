using System.Text.Json;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Parsing;

/// <summary>What a body has said so far, one member at a time.</summary>
internal struct RequestMembers(bool isBatch) : IRequestMembers
{
    private const int NameBytesShown = 40;

    private bool _hasBackend;
    private bool _hasText;
    private bool _hasTruncation;

    public string? Text { get; private set; }

    public List<BatchText>? Texts { get; private set; }

    public PredictOptions Options { get; private set; } = new();

    /// <inheritdoc/>
    public ApiError? ReadMember(ref Utf8JsonReader reader)
    {
        if (!isBatch && reader.ValueTextEquals("text"u8))
        {
            return Once(ref reader, ref _hasText, "text") ?? ReadText(ref reader);
        }

        if (isBatch && reader.ValueTextEquals("texts"u8))
        {
            return Once(ref reader, ref _hasText, "texts") ?? ReadTexts(ref reader);
        }

        if (reader.ValueTextEquals("backend"u8))
        {
            return Once(ref reader, ref _hasBackend, "backend") ?? ReadBackend(ref reader);
        }

        if (reader.ValueTextEquals("truncation"u8))
        {
            return Once(ref reader, ref _hasTruncation, "truncation") ?? ReadTruncation(ref reader);
        }

        return Unknown(ref reader, isBatch ? "texts, backend and truncation" : "text, backend and truncation");
    }

    /// <summary>For a property that is none of those.</summary>
    internal static ApiError Unknown(ref Utf8JsonReader reader, string known)
    {
        var length = reader.ValueSpan.Length;
        reader.Skip();
        return RequestParser.Malformed(
            $"A property of {Math.Min(length, NameBytesShown)}{(length > NameBytesShown ? " or more" : string.Empty)} bytes is unknown; known are {known}.");
    }

    /// <summary>Moves on to the value, unless there was one before.</summary>
    internal static ApiError? Once(ref Utf8JsonReader reader, ref bool seen, string name)
    {
        if (!seen)
        {
            seen = true;
            reader.Read();
            return null;
        }

        reader.Skip();
        return RequestParser.Malformed($"The property {name} stands twice; which one is meant cannot be known.", name);
    }

    private ApiError? ReadText(ref Utf8JsonReader reader)
    {
        var item = TextReader.Read(ref reader, "text");
        Text = item.Text;
        return item.Error;
    }

    private ApiError? ReadTexts(ref Utf8JsonReader reader)
    {
        Texts = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return WrongType(ref reader, "texts", "an array of strings");
        }

        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // Beyond the limit texts are counted, not kept.
            if (count < Limits.BatchTexts)
            {
                Texts.Add(TextReader.Read(ref reader, $"texts[{count}]"));
            }
            else
            {
                reader.Skip();
            }

            count++;
        }

        return count <= Limits.BatchTexts
            ? null
            : new ApiError(ErrorCode.BatchTooLarge, $"The batch has {count} texts; at most {Limits.BatchTexts} are allowed. Split it.") { Field = "texts" };
    }

    private ApiError? ReadBackend(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return WrongType(ref reader, "backend", "a string");
        }

        if (Backends.TryParse(ref reader, out var backend))
        {
            Options = Options with { Backend = backend };
            return null;
        }

        return new ApiError(ErrorCode.UnknownBackendOrArm, $"The backend is unknown; known are {Backends.Listed}.") { Field = "backend" };
    }

    private ApiError? ReadTruncation(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return WrongType(ref reader, "truncation", "a string");
        }

        Truncation? truncation = reader.ValueTextEquals("window"u8) ? Truncation.Window
            : reader.ValueTextEquals("head"u8) ? Truncation.Head
            : reader.ValueTextEquals("error"u8) ? Truncation.Error
            : null;
        if (truncation is null)
        {
            return RequestParser.Malformed("The truncation is unknown; known are window, head and error.", "truncation");
        }

        Options = Options with { Truncation = truncation.Value };
        return null;
    }

    /// <summary>Passes over a value that is not of the wanted type.</summary>
    internal static ApiError WrongType(ref Utf8JsonReader reader, string field, string wanted)
    {
        var found = JsonKind.Of(reader.TokenType);
        reader.Skip();
        return RequestParser.Malformed($"The property {field} must be {wanted}, not {found}.", field);
    }
}
