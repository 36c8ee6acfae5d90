using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Sentiment.TestKit.Vault;

/// <summary>The Transit engine, at <c>transit/</c>: HMACs with keys of one version.</summary>
public sealed class VaultTransit : VaultEngine
{
    private readonly ConcurrentDictionary<string, Key> _keys = new(StringComparer.Ordinal);

    /// <summary>As <c>vault write transit/keys/NAME exportable=…</c> makes it.</summary>
    /// <returns>The secret with which HMACs are made.</returns>
    public byte[] Create(string name, bool exportable = true)
    {
        var key = new Key(RandomNumberGenerator.GetBytes(32), exportable);
        _keys[name] = key;
        return key.Hmac;
    }

    internal override VaultReply? Answer(VaultRequest request) => request.Path.Split('/') switch
    {
        ["transit", "hmac", var name] when request.Method is "POST" or "PUT" => Hmac(name, request),
        ["transit", "export", "hmac-key", var name, var version] when request.Method == "GET" => Export(name, version),
        _ => null,
    };

    private VaultReply Hmac(string name, VaultRequest request)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            return VaultReply.Error(400, "encryption key not found");
        }

        var input = Convert.FromBase64String(request.Text("input")!);
        return VaultReply.Data(new JsonObject { ["hmac"] = $"vault:v1:{Convert.ToBase64String(HMACSHA256.HashData(key.Hmac, input))}" });
    }

    private VaultReply Export(string name, string version)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            return VaultReply.Error(404);
        }

        return !key.Exportable ? VaultReply.Error(400, "private key material is not exportable")
            : version != "1" ? VaultReply.Error(400, "version does not exist or cannot be found")
            : VaultReply.Data(new JsonObject { ["name"] = name, ["type"] = "aes256-gcm96", ["keys"] = new JsonObject { ["1"] = Convert.ToBase64String(key.Hmac) } });
    }

    private sealed record Key(byte[] Hmac, bool Exportable);
}
