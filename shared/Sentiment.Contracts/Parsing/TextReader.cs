using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Parsing;

/// <summary>Reads one text and checks it against the bounds that need no tokenizer.</summary>
[SuppressMessage("Naming", "CA1724", Justification = "Internal, and never used beside System.IO.TextReader.")]
internal static class TextReader
{
    /// <summary>The reader stands at the value and is left at its end.</summary>
    public static BatchText Read(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            var found = JsonKind.Of(reader.TokenType);
            reader.Skip();
            return Refuse(ErrorCode.MalformedRequest, $"{field} must be a string, not {found}.", field);
        }

        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's answer to an escaped lone surrogate such as \ud800; the body's UTF-8 was checked before.
            return Refuse(ErrorCode.MalformedRequest, $"{field} has a lone surrogate: it is not Unicode text.", field);
        }

        return Check(text, field) is { } error ? new BatchText(null, error) : new BatchText(text, null);
    }

    private static ApiError? Check(string text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ApiError(ErrorCode.TextEmpty, $"{field} is empty or blank; send 1 to {Limits.TextScalars} characters.") { Field = field };
        }

        var scalars = UnicodeLength.Of(text);
        return scalars <= Limits.TextScalars
            ? null
            : new ApiError(ErrorCode.TextTooLong, $"{field} has {scalars} characters (Unicode scalars); at most {Limits.TextScalars} are allowed.") { Field = field };
    }

    private static BatchText Refuse(ErrorCode code, string detail, string field) => new(null, new ApiError(code, detail) { Field = field });
}
