namespace Sentiment.Models.Quantization;

/// <summary>A weight in signed 8-bit numbers around 0 with a scale for each column: weight = scale[column] * number.</summary>
/// <param name="Values">[rows, columns], row by row.</param>
/// <param name="Scales">[columns].</param>
public sealed record QuantizedMatrix(sbyte[] Values, float[] Scales)
{
    /// <param name="weight">[rows, columns], row by row.</param>
    /// <param name="columns">Output channels: each has a scale of its own.</param>
    /// <param name="bits">
    /// 8 uses -127..127, 7 uses -63..63. With 7, the sum of two products with unsigned 8-bit activations stays within 16 bits, so that
    /// processors without VNNI, whose instructions saturate there, compute the same numbers as those with it.
    /// </param>
    public static QuantizedMatrix Quantize(ReadOnlySpan<float> weight, int columns, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        var largest = (1 << (bits - 1)) - 1;
        var scales = ColumnScales(weight, columns, largest);
        var values = new sbyte[weight.Length];
        for (var i = 0; i < weight.Length; i++)
        {
            var number = MathF.Round(weight[i] / scales[i % columns], MidpointRounding.ToEven);
            values[i] = (sbyte)Math.Clamp(number, -largest, largest);
        }

        return new QuantizedMatrix(values, scales);
    }

    private static float[] ColumnScales(ReadOnlySpan<float> weight, int columns, int largest)
    {
        var scales = new float[columns];
        for (var i = 0; i < weight.Length; i++)
        {
            scales[i % columns] = Math.Max(scales[i % columns], Math.Abs(weight[i]));
        }

        for (var column = 0; column < columns; column++)
        {
            // A column of zeros stays one with any scale.
            scales[column] = scales[column] > 0 ? scales[column] / largest : 1;
        }

        return scales;
    }
}
