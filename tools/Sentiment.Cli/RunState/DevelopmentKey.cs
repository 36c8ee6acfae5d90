using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Cli.RunState;

/// <summary>The API key of one run. Services get its hash and the pepper, never the key.</summary>
internal sealed class DevelopmentKey
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // 32 characters of base 62: 190 bits.
    private const int Length = 32;
    private const int PepperBytes = 32;

    private readonly byte[] _pepper = RandomNumberGenerator.GetBytes(PepperBytes);

    /// <summary>What clients send: <c>sk-dev-</c> and letters and digits.</summary>
    public string Value { get; } = "sk-dev-" + RandomNumberGenerator.GetString(Base62, Length);

    /// <summary>Base64 of the key of the hash, new for each run.</summary>
    public string Pepper => Convert.ToBase64String(_pepper);

    /// <summary>Base64 of HMAC-SHA256(pepper, key).</summary>
    public string Hash => Convert.ToBase64String(HMACSHA256.HashData(_pepper, Encoding.UTF8.GetBytes(Value)));
}
