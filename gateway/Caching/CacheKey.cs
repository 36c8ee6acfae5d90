using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sentiment.Gateway.Caching;

/// <summary>Names an answer without telling its text: 256 bits of HMAC-SHA256.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CacheKey(UInt128 High, UInt128 Low)
{
    /// <param name="hash">32 bytes.</param>
    public static CacheKey Of(ReadOnlySpan<byte> hash) => new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    /// <returns>32 bytes.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }
}
