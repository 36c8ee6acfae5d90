namespace Sentiment.Models.Safetensors;

/// <summary>A tensor to be written.</summary>
/// <param name="Name">Name, unique in its file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Extents, outermost first.</param>
/// <param name="Bytes">Elements, little-endian, row by row.</param>
public sealed record SafetensorsTensor(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Rounds to half precision, ties to even.</summary>
    public static SafetensorsTensor Half(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values) =>
        new(name, SafetensorsType.F16, shape, ElementCodec.FromHalves(values));

    public static SafetensorsTensor Single(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values) =>
        new(name, SafetensorsType.F32, shape, ElementCodec.FromSingles(values));
}
