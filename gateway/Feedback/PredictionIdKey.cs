using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Gateway.Feedback;

/// <summary>
/// What prediction ids are signed with: derived from the pepper, which all gateways have and nobody else, so that one takes what another has
/// given out. With another pepper, ids that are out are refused.
/// </summary>
internal sealed class PredictionIdKey
{
    public const int SignatureLength = 16;

    private const int KeyLength = 32;

    private readonly byte[] _key;

    /// <param name="pepper">Secret, at least 16 bytes.</param>
    public PredictionIdKey(byte[] pepper)
    {
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, pepper, KeyLength, info: "sentiment prediction id 1"u8.ToArray());
        Id = BinaryPrimitives.ReadUInt16BigEndian(SHA256.HashData(_key));
    }

    /// <summary>Tells an id that another key has signed from one that was changed.</summary>
    public ushort Id { get; }

    /// <param name="payload">What is signed.</param>
    /// <param name="signature">Gets it: <see cref="SignatureLength"/> bytes.</param>
    public void Sign(ReadOnlySpan<byte> payload, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, payload, whole);
        whole[..SignatureLength].CopyTo(signature);
    }

    public bool IsSigned(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        Span<byte> own = stackalloc byte[SignatureLength];
        Sign(payload, own);
        return CryptographicOperations.FixedTimeEquals(own, signature);
    }

    /// <summary>A client's id as an id has it: nobody who has it learns who the client is.</summary>
    public ulong HashOf(string clientId)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes("client " + clientId), whole);
        return BinaryPrimitives.ReadUInt64BigEndian(whole);
    }
}
