using System.Text.Json;

namespace Sentiment.Serving.Tokenization;

/// <summary>What <c>tokenizer_config.json</c> of a model package says about its tokenizer. The defaults are BERT uncased.</summary>
public sealed record TokenizerSettings
{
    public const int DefaultMaximumTokens = 512;

    /// <summary>Lower-case the text.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Take accents off letters.</summary>
    public bool StripAccents { get; init; } = true;

    /// <summary>Make each CJK ideograph a word.</summary>
    public bool SeparateIdeographs { get; init; } = true;

    /// <summary>The longest sequence that the model takes, [CLS] and [SEP] counted.</summary>
    public int MaximumTokens { get; init; } = DefaultMaximumTokens;

    /// <summary>Reads <c>tokenizer_config.json</c>; keys that are absent have Hugging Face's defaults.</summary>
    /// <exception cref="InvalidDataException">It is not a JSON object.</exception>
    public static TokenizerSettings Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("tokenizer_config.json is not a JSON object.");
        }

        var lowerCase = Flag(root, "do_lower_case", absent: true);
        return new TokenizerSettings
        {
            LowerCase = lowerCase,
            // null means "as lower-casing does".
            StripAccents = Flag(root, "strip_accents", absent: lowerCase),
            SeparateIdeographs = Flag(root, "tokenize_chinese_chars", absent: true),
            MaximumTokens = Maximum(root),
        };
    }

    private static bool Flag(JsonElement root, string name, bool absent) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : absent;

    /// <summary>Hugging Face writes 1e30 where no maximum is known.</summary>
    private static int Maximum(JsonElement root) =>
        root.TryGetProperty("model_max_length", out var value) && value.ValueKind == JsonValueKind.Number && value.GetDouble() <= DefaultMaximumTokens
            ? (int)value.GetDouble()
            : DefaultMaximumTokens;
}
