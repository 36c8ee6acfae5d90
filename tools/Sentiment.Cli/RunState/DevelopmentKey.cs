using Sentiment.Cli.Keys;

namespace Sentiment.Cli.RunState;

/// <summary>The API key of one run. Services get its hash and the pepper, never the key.</summary>
internal sealed class DevelopmentKey(byte[] pepper)
{
    public const string Id = "dev";

    /// <summary>What clients send: <c>sk-dev-</c> and letters and digits.</summary>
    public string Value { get; } = KeyMaker.Make(Id);

    /// <summary>Base64 of the key of the hash.</summary>
    public string Pepper => Convert.ToBase64String(pepper);

    /// <summary>Base64 of HMAC-SHA256(pepper, key).</summary>
    public string Hash => KeyMaker.Hash(pepper, Value);
}
