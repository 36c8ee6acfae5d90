using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sentiment.TestKit.Vault;

/// <summary>The key-value engine, version 2, at <c>secret/</c>.</summary>
public sealed class VaultKeyValue : VaultEngine
{
    private const string Data = "secret/data/";

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Version>> _secrets = new(StringComparer.Ordinal);

    internal VaultKeyValue(TimeProvider time) => _time = time;

    /// <summary>Whether every write must say what it has read: <c>cas_required</c>.</summary>
    public bool CasRequired { get; set; }

    /// <summary>Called before a write is looked at: what somebody else does just then.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>A new version, as <c>vault kv put</c> makes it.</summary>
    /// <param name="path">Below the mount.</param>
    /// <param name="data">Serialised as JSON.</param>
    public void Put(string path, object data)
    {
        lock (_gate)
        {
            VersionsOf(path).Add(new Version(JsonSerializer.SerializeToElement(data), _time.GetUtcNow()));
        }
    }

    /// <summary>Its last version, as text.</summary>
    public string? Latest(string path)
    {
        lock (_gate)
        {
            return VersionsOf(path).LastOrDefault()?.Data.GetRawText();
        }
    }

    public int VersionOf(string path)
    {
        lock (_gate)
        {
            return VersionsOf(path).Count;
        }
    }

    /// <summary>Its last version, as <c>vault kv delete</c> does.</summary>
    public void Delete(string path)
    {
        lock (_gate)
        {
            VersionsOf(path)[^1].Deleted = _time.GetUtcNow();
        }
    }

    internal override VaultReply? Answer(VaultRequest request)
    {
        if (!request.Path.StartsWith(Data, StringComparison.Ordinal))
        {
            return null;
        }

        var path = request.Path[Data.Length..];
        if (request.Method == "GET")
        {
            lock (_gate)
            {
                return Read(path);
            }
        }

        BeforeWrite?.Invoke();
        lock (_gate)
        {
            return Write(path, request.Body);
        }
    }

    private VaultReply Read(string path)
    {
        if (VersionsOf(path) is not [.., var latest])
        {
            return VaultReply.Error(404);
        }

        var data = new JsonObject { ["data"] = latest.Deleted is null ? JsonNode.Parse(latest.Data.GetRawText()) : null, ["metadata"] = Metadata(path) };
        return VaultReply.Data(data, latest.Deleted is null ? 200 : 404);
    }

    private VaultReply Write(string path, JsonElement body)
    {
        var versions = VersionsOf(path);
        var cas = body.TryGetProperty("options", out var options) && options.TryGetProperty("cas", out var asked) ? asked.GetInt32() : (int?)null;
        if (cas is null && CasRequired)
        {
            return VaultReply.Error(400, "check-and-set parameter required for this call");
        }

        if (cas is { } wanted && wanted != versions.Count)
        {
            return VaultReply.Error(400, "check-and-set parameter did not match the current version");
        }

        versions.Add(new Version(body.GetProperty("data").Clone(), _time.GetUtcNow()));
        return VaultReply.Data(Metadata(path));
    }

    private JsonObject Metadata(string path)
    {
        var versions = VersionsOf(path);
        return new JsonObject
        {
            ["created_time"] = Time(versions[^1].Created),
            ["custom_metadata"] = null,
            ["deletion_time"] = versions[^1].Deleted is { } deleted ? Time(deleted) : string.Empty,
            ["destroyed"] = false,
            ["version"] = versions.Count,
        };
    }

    private List<Version> VersionsOf(string path) => _secrets.TryGetValue(path, out var versions) ? versions : _secrets[path] = [];

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private sealed record Version(JsonElement Data, DateTimeOffset Created)
    {
        public DateTimeOffset? Deleted { get; set; }
    }
}
