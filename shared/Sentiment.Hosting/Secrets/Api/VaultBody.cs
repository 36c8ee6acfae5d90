using System.Text.Json;

namespace Sentiment.Hosting.Secrets.Api;

/// <summary>The body of an answer. Not a record: one would print its secrets.</summary>
internal sealed class VaultBody(JsonElement root)
{
    /// <summary>What a path of properties leads to; undefined where it leads nowhere.</summary>
    public JsonElement At(params ReadOnlySpan<string> names)
    {
        var at = root;
        foreach (var name in names)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return default;
            }
        }

        return at;
    }

    public string? TextAt(params ReadOnlySpan<string> names) => At(names) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public bool IsTrueAt(params ReadOnlySpan<string> names) => At(names).ValueKind == JsonValueKind.True;

    /// <summary>Zero where there is none.</summary>
    public TimeSpan SecondsAt(params ReadOnlySpan<string> names) =>
        At(names) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
