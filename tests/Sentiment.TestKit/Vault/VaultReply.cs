using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sentiment.TestKit.Vault;

internal sealed record VaultRequest(string Method, string Path, string Token, JsonElement Body)
{
    public string? Text(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.GetString() : null;
}

internal sealed record VaultReply(int Status, JsonObject? Body)
{
    public TimeSpan? RetryAfter { get; init; }

    public Uri? Location { get; init; }

    public static VaultReply Error(int status, params string[] errors) =>
        new(status, new JsonObject { ["errors"] = new JsonArray([.. errors.Select(static error => (JsonNode)error)]) });

    public static VaultReply Data(JsonNode data, int status = 200) => new(status, Envelope(data, auth: null));

    public static VaultReply Auth(JsonNode auth) => new(200, Envelope(data: null, auth));

    private static JsonObject Envelope(JsonNode? data, JsonNode? auth) => new()
    {
        ["request_id"] = Guid.NewGuid().ToString(),
        ["lease_id"] = string.Empty,
        ["renewable"] = false,
        ["lease_duration"] = 0,
        ["data"] = data,
        ["wrap_info"] = null,
        ["warnings"] = null,
        ["auth"] = auth,
    };
}

/// <summary>A part of the server that answers for some paths.</summary>
public abstract class VaultEngine
{
    internal abstract VaultReply? Answer(VaultRequest request);
}
