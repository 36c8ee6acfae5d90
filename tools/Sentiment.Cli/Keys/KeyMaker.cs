using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Cli.Keys;

/// <summary>Makes keys and their hashes. A key is shown once, to whoever asked for it; only its hash is kept.</summary>
internal static class KeyMaker
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // 32 characters of base 62: 190 bits.
    private const int SecretLength = 32;

    /// <summary><c>sk-ID-SECRET</c>: the gateway finds the hash by the id; the secret has letters and digits alone.</summary>
    public static string Make(string id) => $"sk-{id}-{RandomNumberGenerator.GetString(Base62, SecretLength)}";

    /// <summary>Base64 of HMAC-SHA256(pepper, key).</summary>
    public static string Hash(ReadOnlySpan<byte> pepper, string key) => Convert.ToBase64String(HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(key)));
}
