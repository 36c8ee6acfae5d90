namespace Sentiment.Serving.Backends;

/// <summary>The arithmetic of a loaded model.</summary>
public enum ModelPrecision
{
    /// <summary>8-bit weights and activations, scales fixed when the package was made.</summary>
    Int8,

    /// <summary>32-bit floating point.</summary>
    Fp32,

    /// <summary>bfloat16: the range of FP32 with 8 bits of precision. Torch only.</summary>
    Bf16,
}

internal static class ModelPrecisions
{
    /// <summary>As in a package's variants and on the wire.</summary>
    public static string Wire(this ModelPrecision precision) => precision switch
    {
        ModelPrecision.Int8 => "int8",
        ModelPrecision.Fp32 => "fp32",
        ModelPrecision.Bf16 => "bf16",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "A precision without a name on the wire."),
    };
}
