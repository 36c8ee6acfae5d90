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

    /// <summary>What services ask of Vault; commands ask for more.</summary>
    public static IReadOnlyList<string> Operations { get; } = [Login, Renew, Lookup, Read, Export];

    public static VaultCall LoginAt(string mount, JsonObject credentials) => new(Login, $"auth/{mount}/login", credentials);

    public static VaultCall RenewSelf() => new(Renew, "auth/token/renew-self", []);

    public static VaultCall LookupSelf() => new(Lookup, "auth/token/lookup-self");

    /// <summary>The latest version of a secret in the key-value engine, version 2.</summary>
    public static VaultCall ReadSecret(string mount, string path) => new(Read, $"{mount}/data/{path}");

    /// <summary>The key that Transit makes its HMACs with; only of a key that was made exportable.</summary>
    public static VaultCall ExportHmacKey(string mount, string key, int version) => new(Export, $"{mount}/export/hmac-key/{key}/{version}");

    // A record would print its body, in which there are credentials.
    public override string ToString() => $"{Operation} {Path}";
}
