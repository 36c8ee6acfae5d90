using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Gateway.Auth;

/// <summary>The keys of one configuration, by their hashes.</summary>
internal sealed class KeyTable
{
    // Longer than any key that we make; a longer one is not worth hashing.
    private const int MaximumKeyLength = 512;

    private readonly byte[] _pepper;
    private readonly (byte[] Hash, Client Client)[] _keys;

    public KeyTable(AuthOptions options)
    {
        _pepper = Convert.FromBase64String(options.Pepper!);
        _keys = [.. options.Keys.Select(static key => (Convert.FromBase64String(key.Hash), new Client(key.Id, key.Arms.ToFrozenSet(StringComparer.Ordinal))))];
    }

    /// <summary>The client whose key this is, or null. Takes as long for a key that is nearly right as for one that is all wrong.</summary>
    public Client? Find(string key)
    {
        if (key.Length > MaximumKeyLength)
        {
            return null;
        }

        Span<byte> presented = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_pepper, Encoding.UTF8.GetBytes(key), presented);
        Client? found = null;
        foreach (var (hash, client) in _keys)
        {
            // No early end: time must not tell which key was close, or how many there are before it.
            if (CryptographicOperations.FixedTimeEquals(hash, presented))
            {
                found = client;
            }
        }

        return found;
    }
}
