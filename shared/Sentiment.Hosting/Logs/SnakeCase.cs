using System.Collections.Concurrent;
using System.Text.Json;

namespace Sentiment.Hosting.Logs;

/// <summary>Names of a message's values as they stand in JSON. There are as many as the code has; each is converted once.</summary>
internal static class SnakeCase
{
    private static readonly ConcurrentDictionary<string, JsonEncodedText> Known = new(StringComparer.Ordinal);

    public static JsonEncodedText Of(string name) => Known.GetOrAdd(name, static name => JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(name)));
}
