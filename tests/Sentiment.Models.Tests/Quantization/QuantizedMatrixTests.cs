using CsCheck;
using Sentiment.Models.Quantization;

namespace Sentiment.Models.Tests.Quantization;

public sealed class QuantizedMatrixTests
{
    private static readonly Gen<float> Weight = Gen.Float[-4f, 4f];

    [Fact]
    public void Quantize_AnyMatrix_IsWithinHalfAStep() =>
        Gen.Select(Weight.Array[3, 60], Gen.Int[1, 3], Gen.Int[4, 8]).Sample((values, columns, bits) =>
        {
            var weight = values[..(values.Length / columns * columns)];
            var matrix = QuantizedMatrix.Quantize(weight, columns, bits);
            return weight.Select((value, i) => Math.Abs(value - (matrix.Values[i] * matrix.Scales[i % columns])) <= matrix.Scales[i % columns] * 0.5001f)
                .All(near => near);
        });

    [Fact]
    public void Quantize_AnyMatrix_UsesTheWholeRangeOfEachColumn() =>
        Gen.Select(Weight.Array[4, 40], Gen.Int[2, 8]).Sample((values, bits) =>
        {
            var largest = (1 << (bits - 1)) - 1;
            var matrix = QuantizedMatrix.Quantize(values, columns: 1, bits);
            return values.All(value => value == 0) || matrix.Values.Max(value => Math.Abs((int)value)) == largest;
        });

    [Fact]
    public void Quantize_ColumnOfZeros_StaysZero()
    {
        var matrix = QuantizedMatrix.Quantize([0f, 1f, 0f, -2f], columns: 2, bits: 8);

        Assert.Equal([0, 64, 0, -127], matrix.Values.Select(value => (int)value));
        Assert.Equal(1f, matrix.Scales[0]);
    }

    // What vpmaddubsw adds and saturates: two products of an unsigned and a signed byte.
    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Quantize_TwoLargestProducts_FitSixteenBits(int bits, bool fits)
    {
        var largest = QuantizedMatrix.Quantize([1f], columns: 1, bits).Values[0];

        Assert.Equal(fits, 2 * byte.MaxValue * largest <= short.MaxValue);
    }
}
