using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Caching;

/// <summary>
/// Makes the names under which answers are kept, from everything that an answer depends on: what is served, how long texts are read, and the
/// text. Keyed by a secret, because a short text could be guessed from a plain hash of it by whoever can read the cache.
/// </summary>
internal sealed class CacheKeys
{
    private const int LengthBytes = sizeof(int);

    private readonly byte[] _secret;

    /// <param name="pepper">The gateways' secret: all that share it find each other's answers.</param>
    public CacheKeys(ReadOnlySpan<byte> pepper) => _secret = HMACSHA256.HashData(pepper, "sentiment cache 1"u8);

    /// <param name="digest">Serving digest of the arm.</param>
    /// <param name="truncation">What happens to a text that is too long.</param>
    /// <param name="owner">The client that alone may find it; null for all.</param>
    /// <param name="text">As sent: nothing is folded here, since the model's tokenizer decides what is the same.</param>
    public CacheKey Of(string digest, Truncation truncation, string? owner, string text)
    {
        var most = (3 * LengthBytes) + Encoding.UTF8.GetMaxByteCount(digest.Length) + Encoding.UTF8.GetMaxByteCount(owner?.Length ?? 0)
            + Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            // Each part says how long it is, so that no two questions are the same bytes.
            var length = Append(digest, rented, 0);
            length = Append(owner ?? string.Empty, rented, length);
            BinaryPrimitives.WriteInt32BigEndian(rented.AsSpan(length), (int)truncation);
            length += LengthBytes;
            length += Encoding.UTF8.GetBytes(text, rented.AsSpan(length));
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(_secret, rented.AsSpan(0, length), hash);
            return CacheKey.Of(hash);
        }
        finally
        {
            // Texts do not stay in buffers that others get.
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private static int Append(string part, byte[] to, int at)
    {
        var written = Encoding.UTF8.GetBytes(part, to.AsSpan(at + LengthBytes));
        BinaryPrimitives.WriteInt32BigEndian(to.AsSpan(at), written);
        return at + LengthBytes + written;
    }
}
