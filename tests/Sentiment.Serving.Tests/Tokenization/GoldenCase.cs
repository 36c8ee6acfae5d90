using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sentiment.Serving.Tests.Tokenization;

/// <summary>One line of a golden file: a text and what a reference tokenizer makes of it.</summary>
public sealed record GoldenCase(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("text_pair")] string? TextPair,
    [property: JsonPropertyName("tokens")] IReadOnlyList<string> Tokens,
    [property: JsonPropertyName("ids")] IReadOnlyList<int> Ids)
{
    public static IEnumerable<GoldenCase> Read(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<GoldenCase>(line)!);
}
