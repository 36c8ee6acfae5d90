using CsCheck;
using Sentiment.Models.Quantization;

namespace Sentiment.Models.Tests.Quantization;

public sealed class ActivationRangeTests
{
    [Fact]
    public void ToUInt8_AnyRange_KeepsZeroExactAndTheEndsNear() =>
        Gen.Select(Gen.Float[-1000f, 1000f], Gen.Float[-1000f, 1000f]).Sample((a, b) =>
        {
            var range = new ActivationRange(Math.Min(a, b), Math.Max(a, b));
            var (scale, zeroPoint) = range.ToUInt8();
            return scale > 0 && Near(range.Minimum) && Near(range.Maximum) && Number(0) == zeroPoint;

            float Number(float value) => Math.Clamp(MathF.Round(value / scale) + zeroPoint, 0, 255);
            bool Near(float value) => Math.Abs(value - ((Number(value) - zeroPoint) * scale)) <= scale * 0.51f;
        });

    [Fact]
    public void ToUInt8_AlwaysZero_GivesAUsableScale()
    {
        var (scale, zeroPoint) = new ActivationRange(0, 0).ToUInt8();

        Assert.True(float.IsNormal(scale));
        Assert.Equal(0, zeroPoint);
    }
}
