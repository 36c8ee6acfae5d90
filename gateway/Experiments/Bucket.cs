using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Gateway.Experiments;

/// <summary>
/// Where a caller falls, for good: the same on every machine, in every process, under every version of the runtime, so that gateways agree
/// without talking to each other. SHA-256 over salt, client and sticky id (left out when it was not sent), each in UTF-8 behind its length
/// as four bytes, big-endian; the digest's first eight bytes, big-endian, modulo 10,000.
/// </summary>
internal static class Bucket
{
    public const int Count = 10_000;

    // The longest salt, key id and sticky id that are accepted, and their lengths.
    private const int UsualBytes = 512;

    public static int Of(string salt, string client, string? stickyId)
    {
        // The lengths keep the parts apart: ("ab", "c") is not ("a", "bc").
        var length = SizeOf(salt) + SizeOf(client) + (stickyId is null ? 0 : SizeOf(stickyId));
        var message = length <= UsualBytes ? stackalloc byte[UsualBytes] : new byte[length];
        var end = Append(message, Append(message, 0, salt), client);
        if (stickyId is not null)
        {
            end = Append(message, end, stickyId);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message[..end], digest);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(digest) % Count);
    }

    private static int SizeOf(string part) => sizeof(int) + Encoding.UTF8.GetByteCount(part);

    private static int Append(Span<byte> message, int start, string part)
    {
        var written = Encoding.UTF8.GetBytes(part, message[(start + sizeof(int))..]);
        BinaryPrimitives.WriteInt32BigEndian(message[start..], written);
        return start + sizeof(int) + written;
    }
}
