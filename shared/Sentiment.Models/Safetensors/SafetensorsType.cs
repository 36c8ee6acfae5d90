namespace Sentiment.Models.Safetensors;

/// <summary>Element types of a safetensors file.</summary>
public enum SafetensorsType
{
    Bool,
    U8,
    I8,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    I64,
    U64,
    F64,
}

/// <summary>Sizes and names of element types.</summary>
public static class SafetensorsTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this SafetensorsType type) => type switch
    {
        SafetensorsType.Bool or SafetensorsType.U8 or SafetensorsType.I8 => 1,
        SafetensorsType.I16 or SafetensorsType.U16 or SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        SafetensorsType.I32 or SafetensorsType.U32 or SafetensorsType.F32 => 4,
        _ => 8,
    };

    /// <summary>The name in a header, such as <c>F16</c>.</summary>
    public static string HeaderName(this SafetensorsType type) => type.ToString().ToUpperInvariant();

    internal static SafetensorsType? Parse(string? name) =>
        Enum.GetValues<SafetensorsType>().Cast<SafetensorsType?>().FirstOrDefault(type => type!.Value.HeaderName() == name);
}
