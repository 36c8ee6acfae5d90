using System.Security.Cryptography;
using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch.Answers;

namespace Sentiment.Gateway.Caching;

/// <summary>
/// An answer as Redis keeps it: a version, a seal, and the JSON of the contract. The seal is over the answer's name and its JSON, keyed by a secret:
/// who can write to Redis can neither make an answer up nor give one to another text.
/// </summary>
internal sealed class StoredAnswers
{
    private const byte Version = 1;
    private const int SealBytes = 16;
    private const int HeaderBytes = 1 + SealBytes;

    private readonly byte[] _secret;

    /// <param name="pepper">The gateways' secret.</param>
    public StoredAnswers(ReadOnlySpan<byte> pepper) => _secret = HMACSHA256.HashData(pepper, "sentiment stored answers 1"u8);

    public byte[] Write(CacheKey key, Prediction prediction)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(prediction, ContractsJson.Default.Prediction);
        var stored = new byte[HeaderBytes + json.Length];
        stored[0] = Version;
        Seal(key, json, stored.AsSpan(1, SealBytes));
        json.CopyTo(stored, HeaderBytes);
        return stored;
    }

    /// <param name="key">Under which it was found.</param>
    /// <param name="stored">What was found.</param>
    /// <param name="backend">Of the arm that is asked.</param>
    /// <returns>Null for what is not an answer of ours to this question, or not one of the contract as it is now.</returns>
    public Prediction? Read(CacheKey key, ReadOnlySpan<byte> stored, string backend)
    {
        if (stored.Length <= HeaderBytes || stored[0] != Version)
        {
            return null;
        }

        var json = stored[HeaderBytes..];
        Span<byte> seal = stackalloc byte[SealBytes];
        Seal(key, json, seal);
        if (!CryptographicOperations.FixedTimeEquals(seal, stored.Slice(1, SealBytes)))
        {
            return null;
        }

        try
        {
            var prediction = JsonSerializer.Deserialize(json, ContractsJson.Default.Prediction);
            return prediction is not null && AnswerCheck.FlawOf(prediction, backend) is null ? prediction : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Seal(CacheKey key, ReadOnlySpan<byte> json, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, [.. key.ToBytes(), .. json], hash);
        hash[..seal.Length].CopyTo(seal);
    }
}
