namespace Sentiment.Models.Safetensors;

/// <summary>One tensor of a header.</summary>
/// <param name="Name">Name, unique in its file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Extents, outermost first; empty for a scalar.</param>
/// <param name="Offset">First byte in the file.</param>
/// <param name="Length">Length in bytes: the product of the shape times the element size.</param>
public sealed record SafetensorsEntry(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, long Offset, long Length);
