using System.Text.Json.Serialization;

namespace Sentiment.Cli.Keys;

/// <summary>The content of a keys file: a part of the gateway's configuration, of which this command is the only author.</summary>
internal sealed record KeysDocument(KeysSection Sentiment);

internal sealed record KeysSection(KeysAuth Auth);

/// <param name="Keys">By id.</param>
internal sealed record KeysAuth(SortedDictionary<string, StoredKey> Keys);

/// <summary>One key, as <c>Sentiment:Auth:Keys:ID</c> has it.</summary>
/// <param name="Hash">Base64 of HMAC-SHA256(pepper, key).</param>
/// <param name="Owner">Whom to ask about it.</param>
internal sealed record StoredKey(string Hash, string Owner)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Scopes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Arms { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Plan { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Expires { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PreviousKey? Previous { get; init; }
}

/// <param name="Hash">Of the key from before a rotation.</param>
/// <param name="Until">When it ends.</param>
internal sealed record PreviousKey(string Hash, DateTimeOffset Until);

[JsonSourceGenerationOptions(WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeysDocument))]
[JsonSerializable(typeof(KeysSection))]
internal sealed partial class KeysJson : JsonSerializerContext;
