using System.Buffers.Binary;
using Sentiment.Models.Safetensors;

namespace Sentiment.Models.Onnx;

/// <summary>A constant of a graph.</summary>
/// <param name="Name">Name by which nodes take it.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Extents, outermost first; empty for a scalar.</param>
/// <param name="Bytes">Elements, little-endian, row by row.</param>
public sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    public static OnnxTensor Single(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values) =>
        new(name, OnnxType.Float, shape, ElementCodec.FromSingles(values));

    /// <summary>Half the size in a file; exact for weights that come from a file in half precision.</summary>
    public static OnnxTensor Half(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values) =>
        new(name, OnnxType.Float16, shape, ElementCodec.FromHalves(values));

    public static OnnxTensor Int8(string name, IReadOnlyList<long> shape, ReadOnlySpan<sbyte> values) =>
        new(name, OnnxType.Int8, shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());

    public static OnnxTensor UInt8Scalar(string name, byte value) => new(name, OnnxType.UInt8, [], new[] { value });

    public static OnnxTensor Int64Scalar(string name, long value) => new(name, OnnxType.Int64, [], FromInt64(value));

    public static OnnxTensor Int64Vector(string name, long value) => new(name, OnnxType.Int64, [1], FromInt64(value));

    private static byte[] FromInt64(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
