using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sentiment.Contracts.Errors;

namespace Sentiment.Hosting.Keys;

/// <summary>The keys of one configuration: looked up by the id in the key, compared by their hashes.</summary>
internal sealed class KeyTable
{
    // Longer than any key that we make; a longer one is not worth hashing.
    private const int MaximumKeyLength = 512;

    private static readonly ApiError Unknown = new(ErrorCode.CredentialsRefused, "The key is not known here; ask the operator for one.");

    private readonly byte[] _pepper;
    private readonly FrozenDictionary<string, KnownKey>.AlternateLookup<ReadOnlySpan<char>> _keys;

    // Compared with when there is no such id, so that it takes as long.
    private readonly KnownKey _nobody;

    public KeyTable(KeysOptions options)
    {
        // Where there is no pepper there are no keys: with one that nobody has, none is right.
        _pepper = options.AreInUse ? Convert.FromBase64String(options.Pepper!) : Unguessable();
        _keys = options.Keys
            .ToFrozenDictionary(static key => key.Key, static key => KnownKey.Of(key.Key, key.Value), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _nobody = new KnownKey(Client.Of(string.Empty, new ApiKeyOptions()), Unguessable(), DateTimeOffset.MaxValue, Unguessable(), DateTimeOffset.MaxValue);
    }

    /// <summary>
    /// The client whose key this is, or E3002. Takes as long for a key that is nearly right as for one that is all wrong, and for an id that is
    /// not there; which ids there are is no secret.
    /// </summary>
    /// <param name="key">As sent.</param>
    /// <param name="now">For expiries.</param>
    public Outcome<Client> Find(string key, DateTimeOffset now)
    {
        if (key.Length > MaximumKeyLength)
        {
            return Unknown;
        }

        Span<byte> utf8 = stackalloc byte[3 * MaximumKeyLength];
        Span<byte> presented = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_pepper, utf8[..Encoding.UTF8.GetBytes(key, utf8)], presented);
        var known = _keys.TryGetValue(ApiKey.IdOf(key), out var found) ? found : _nobody;

        // Both, always: time must not tell which of them was close.
        var (current, previous) = (CryptographicOperations.FixedTimeEquals(known.Hash, presented), CryptographicOperations.FixedTimeEquals(known.PreviousHash, presented));
        if (!current && !previous)
        {
            return Unknown;
        }

        if (now >= known.Expires)
        {
            return Ended(known.Client, known.Expires, "Ask the operator for another.");
        }

        return current || now < known.PreviousUntil
            ? known.Client
            : Ended(known.Client, known.PreviousUntil, "It has been replaced; use the new one.");
    }

    // Said to whoever has the key, and to nobody else.
    private static ApiError Ended(Client client, DateTimeOffset at, string next) =>
        new(ErrorCode.CredentialsRefused, string.Create(CultureInfo.InvariantCulture, $"The key {client.Id} ended at {at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}. {next}"));

    private static byte[] Unguessable() => RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    private sealed record KnownKey(Client Client, byte[] Hash, DateTimeOffset Expires, byte[] PreviousHash, DateTimeOffset PreviousUntil)
    {
        public static KnownKey Of(string id, ApiKeyOptions key) => new(
            Client.Of(id, key),
            Convert.FromBase64String(key.Hash),
            key.Expires ?? DateTimeOffset.MaxValue,
            key.Previous is { } previous ? Convert.FromBase64String(previous.Hash) : Unguessable(),
            key.Previous?.Until ?? DateTimeOffset.MinValue);
    }
}
