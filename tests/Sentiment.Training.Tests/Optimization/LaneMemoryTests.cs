using Sentiment.Training.Optimization;
using static TorchSharp.torch;

namespace Sentiment.Training.Tests.Optimization;

/// <summary>Against what libtorch makes of the same numbers.</summary>
public sealed class LaneMemoryTests
{
    // No multiple of any vector, and not from the beginning.
    private const int Length = 77;
    private const int Start = 5;

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Write_Numbers_RoundsAsLibtorchDoes(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var values = Numbers();
        using var lane = zeros(Start + Length + 1, type);

        LaneMemory.Write(values, lane, Start);

        Assert.Equal(
            [.. new float[Start], .. tensor(values).to(type).to(ScalarType.Float32).data<float>(), 0],
            lane.to(ScalarType.Float32).data<float>().ToArray());
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void MoveTo_Numbers_AddsThemAndLeavesZeroes(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var values = tensor(Numbers()).to(type);
        using var lane = cat([ones(Start, type), values, ones(1, type)]);
        var expected = (values.to(ScalarType.Float32) + tensor(1f)).data<float>().ToArray();
        var sum = new float[Length];
        Array.Fill(sum, 1);

        LaneMemory.MoveTo(lane, Start, sum);

        Assert.Equal(expected, sum);
        Assert.Equal([1, 1, 1, 1, 1, .. new float[Length], 1], lane.to(ScalarType.Float32).data<float>().ToArray());
    }

    /// <summary>Of all sizes and both signs, with ties: those whose lower bits are just half of what the last upper bit is worth.</summary>
    private static float[] Numbers()
    {
        var random = new Random(11);
        return
        [
            0, -0f, 1, float.Epsilon, float.MaxValue / 2, BitConverter.UInt32BitsToSingle(0x3F80_8000), BitConverter.UInt32BitsToSingle(0xBF81_8000),
            .. Enumerable.Range(0, Length - 7).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20)))),
        ];
    }
}
