using System.Buffers.Binary;

namespace Sentiment.Models.Safetensors;

/// <summary>Between bytes of a file, which are little-endian everywhere, and numbers.</summary>
internal static class ElementCodec
{
    public static float[] ToSingles(SafetensorsEntry entry, ReadOnlySpan<byte> bytes)
    {
        var size = entry.Type.Size();
        var values = new float[bytes.Length / size];
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes.Slice(i * size, size);
            values[i] = entry.Type switch
            {
                SafetensorsType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                SafetensorsType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                SafetensorsType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                SafetensorsType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                _ => throw new SafetensorsFormatException($"Tensor '{entry.Name}' is {entry.Type.HeaderName()}, not of floating point."),
            };
        }

        return values;
    }

    public static long[] ToInt64s(SafetensorsEntry entry, ReadOnlySpan<byte> bytes)
    {
        if (entry.Type != SafetensorsType.I64)
        {
            throw new SafetensorsFormatException($"Tensor '{entry.Name}' is {entry.Type.HeaderName()}, not I64.");
        }

        var values = new long[bytes.Length / sizeof(long)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * sizeof(long))..]);
        }

        return values;
    }

    public static byte[] FromHalves(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * 2), (Half)values[i]);
        }

        return bytes;
    }

    public static byte[] FromSingles(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }
}
