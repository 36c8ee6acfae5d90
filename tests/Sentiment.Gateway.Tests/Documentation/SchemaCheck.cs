using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary>
/// Whether JSON has the shape that a schema says. Stricter than JSON Schema: what the schema says nothing about, a member or the items of an array, is
/// a flaw. Throws for a keyword that it does not know, as nobody would notice one that is never checked.
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    /// <returns>What is wrong and where; empty when nothing is.</returns>
    public IReadOnlyList<string> FlawsOf(JsonElement value, JsonElement schema, string at = "$") =>
        [.. schema.EnumerateObject().SelectMany(keyword => Flaws(value, schema, keyword, at)), .. Unnamed(value, schema, at)];

    /// <param name="reference">As in <c>$ref</c>.</param>
    /// <param name="found">What it leads to.</param>
    public bool TryFind(string reference, out JsonElement found)
    {
        found = document;
        foreach (var name in reference.TrimStart('#', '/').Split('/'))
        {
            if (!found.TryGetProperty(name, out var next))
            {
                return false;
            }

            found = next;
        }

        return true;
    }

    private IEnumerable<string> Flaws(JsonElement value, JsonElement schema, JsonProperty keyword, string at) => (keyword.Name, value.ValueKind) switch
    {
        ("$ref", _) => TryFind(keyword.Value.GetString()!, out var target) ? FlawsOf(value, target, at) : [$"{keyword.Value} leads nowhere"],
        ("oneOf", _) => Unless(keyword.Value.EnumerateArray().Count(option => FlawsOf(value, option, at).Count == 0) == 1, $"{at} is not one of the alternatives"),
        ("type", _) => Unless(IsOf(keyword.Value.GetString()!, value), $"{at} is no {keyword.Value}"),
        ("enum", _) => Unless(keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)), $"{at} is none of {keyword.Value}"),

        ("required", JsonValueKind.Object) => keyword.Value.EnumerateArray().Select(static name => name.GetString()!)
            .Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}.{name} is missing"),
        ("properties", JsonValueKind.Object) => keyword.Value.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _))
            .SelectMany(property => FlawsOf(value.GetProperty(property.Name), property.Value, $"{at}.{property.Name}")),
        ("additionalProperties", JsonValueKind.Object) when keyword.Value.ValueKind == JsonValueKind.Object =>
            value.EnumerateObject().Where(member => !Names(schema, member.Name)).SelectMany(member => FlawsOf(member.Value, keyword.Value, $"{at}.{member.Name}")),

        ("items", JsonValueKind.Array) => value.EnumerateArray().SelectMany((item, place) => FlawsOf(item, keyword.Value, $"{at}[{place}]")),
        ("minItems", JsonValueKind.Array) => Unless(value.GetArrayLength() >= keyword.Value.GetInt32(), $"{at} has fewer items than {keyword.Value}"),
        ("maxItems", JsonValueKind.Array) => Unless(value.GetArrayLength() <= keyword.Value.GetInt32(), $"{at} has more items than {keyword.Value}"),

        ("minLength", JsonValueKind.String) => Unless(LengthOf(value) >= keyword.Value.GetInt32(), $"{at} is shorter than {keyword.Value}"),
        ("maxLength", JsonValueKind.String) => Unless(LengthOf(value) <= keyword.Value.GetInt32(), $"{at} is longer than {keyword.Value}"),
        ("pattern", JsonValueKind.String) => Unless(Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.ECMAScript, PatternLimit), $"{at} does not match {keyword.Value}"),

        ("minimum", JsonValueKind.Number) => Unless(value.GetDecimal() >= keyword.Value.GetDecimal(), $"{at} is less than {keyword.Value}"),
        ("maximum", JsonValueKind.Number) => Unless(value.GetDecimal() <= keyword.Value.GetDecimal(), $"{at} is more than {keyword.Value}"),

        // About another kind of value, which is for "type" to refuse.
        ("required" or "properties" or "items" or "minItems" or "maxItems" or "minLength" or "maxLength" or "pattern" or "minimum" or "maximum", _) => [],

        // For people and generators; or false, which Unnamed sees to.
        ("description" or "default" or "format" or "additionalProperties", _) => [],
        _ => throw new InvalidOperationException($"This check does not know the keyword {keyword.Name}."),
    };

    private static IEnumerable<string> Unnamed(JsonElement value, JsonElement schema, string at) =>
        schema.TryGetProperty("type", out _) ? value.ValueKind switch
        {
            JsonValueKind.Array when !schema.TryGetProperty("items", out _) => [$"{at} has items that are not in the schema"],
            JsonValueKind.Object when !schema.TryGetProperty("additionalProperties", out var others) || others.ValueKind == JsonValueKind.False =>
                value.EnumerateObject().Where(member => !Names(schema, member.Name)).Select(member => $"{at}.{member.Name} is not in the schema"),
            _ => [],
        } : [];

    private static bool Names(JsonElement schema, string member) => schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member, out _);

    private static IEnumerable<string> Unless(bool isRight, string flaw) => isRight ? [] : [flaw];

    // In scalars, as JSON Schema counts.
    private static int LengthOf(JsonElement text) => text.GetString()!.EnumerateRunes().Count();

    private static bool IsOf(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };
}
