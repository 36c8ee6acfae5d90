using System.Text.Json.Nodes;

namespace Sentiment.Hosting.Secrets.Api;

/// <summary>One call of Vault's HTTP API.</summary>
/// <param name="Operation">What for, as the metric has it.</param>
/// <param name="Path">Below <c>/v1/</c>.</param>
/// <param name="Body">Sent with POST; null: GET.</param>
internal sealed record VaultCall(string Operation, string Path, JsonObject? Body = null)
{
    public const string Login = "login";
    public const string Renew = "renew";
    public const string Lookup = "lookup";
    public const string Read = "read";
    public const string Export = "export";
    private const string Write = "write";
    private const string Sign = "hmac";

    /// <summary>What services ask of Vault; commands ask for more.</summary>
    public static IReadOnlyList<string> Operations { get; } = [Login, Renew, Lookup, Read, Export];

    public static VaultCall LoginAt(string mount, JsonObject credentials) => new(Login, $"auth/{mount}/login", credentials);

    public static VaultCall RenewSelf() => new(Renew, "auth/token/renew-self", []);

    public static VaultCall LookupSelf() => new(Lookup, "auth/token/lookup-self");

    /// <summary>The latest version of a secret in the key-value engine, version 2.</summary>
    public static VaultCall ReadSecret(string mount, string path) => new(Read, $"{mount}/data/{path}");

    /// <summary>The key that Transit makes its HMACs with; only of a key that was made exportable.</summary>
    public static VaultCall ExportHmacKey(string mount, string key, int version) => new(Export, $"{mount}/export/hmac-key/{key}/{version}");

    /// <summary>Another version of a secret, if the latest is still this one; 0: if there is none.</summary>
    public static VaultCall WriteSecret(string mount, string path, JsonObject data, int latest) =>
        new(Write, $"{mount}/data/{path}", new JsonObject { ["options"] = new JsonObject { ["cas"] = latest }, ["data"] = data });

    /// <summary>HMAC-SHA256 of a text in base64, by version 1 of a key that stays where it is.</summary>
    public static VaultCall Hmac(string mount, string key, string base64) =>
        new(Sign, $"{mount}/hmac/{key}", new JsonObject { ["input"] = base64, ["algorithm"] = "sha2-256", ["key_version"] = 1 });

    // A record would print its body, in which there are credentials.
    public override string ToString() => $"{Operation} {Path}";
}
