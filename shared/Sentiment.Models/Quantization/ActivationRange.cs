namespace Sentiment.Models.Quantization;

/// <summary>The interval of an activation that 8 bits cover; what lies beyond is clipped to its ends.</summary>
public sealed record ActivationRange(float Minimum, float Maximum)
{
    private const int Levels = 255;

    /// <summary>The smallest normal number: an activation that is always 0 must not divide by it.</summary>
    private const float SmallestScale = 1.17549435e-38f;

    /// <summary>
    /// Scale and zero point of the unsigned 8-bit numbers for this range. The range is widened to hold 0, which must be exact:
    /// value = scale * (number - zero point).
    /// </summary>
    public (float Scale, byte ZeroPoint) ToUInt8()
    {
        var low = Math.Min(Minimum, 0f);
        var high = Math.Max(Maximum, 0f);
        var scale = Math.Max((high - low) / Levels, SmallestScale);
        return (scale, (byte)Math.Clamp(MathF.Round(-low / scale, MidpointRounding.ToEven), 0, Levels));
    }
}
