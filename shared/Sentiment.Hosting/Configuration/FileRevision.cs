using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sentiment.Hosting.Configuration;

/// <summary>What a file holds, as a number that a metric can have: 48 bits of its SHA-256, as many as a double keeps whole.</summary>
internal static class FileRevision
{
    private const int DroppedBits = 16;

    public static long Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) >>> DroppedBits;
    }
}
