using CsCheck;
using Sentiment.Models.Quantization;

namespace Sentiment.Models.Tests.Quantization;

public sealed class ActivationHistogramTests
{
    private static readonly Gen<float[]> Values = Gen.Select(Gen.Float[-1f, 1f], Gen.Int[-12, 12]).Select((value, power) => MathF.ScaleB(value, power)).Array[1, 200];

    [Fact]
    public void Add_AnyValues_KeepsCountAndExtent() => Values.Sample(values =>
    {
        var histogram = Histogram(values);
        return histogram.Count == values.Length
            && histogram.Bins().Sum(bin => bin.Count) == values.Length
            && histogram.Minimum == values.Min()
            && histogram.Maximum == values.Max();
    });

    [Fact]
    public void Add_InAnyOrder_GivesTheSameBins() => Values.Sample(values =>
        Histogram(values).Bins().SequenceEqual(Histogram([.. values.Reverse()]).Bins()));

    [Fact]
    public void Add_AnyValues_PutsEachWithinItsBin() => Values.Sample(values =>
    {
        var histogram = Histogram(values);
        return values.All(value => histogram.Bins().Any(bin => Math.Abs(bin.Center - value) <= histogram.BinWidth * 0.5000001));
    });

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Add_NotFinite_Throws(float value) => Assert.Throws<ArgumentException>(() => Histogram([value]));

    [Fact]
    public void Find_RareOutlier_IsClipped()
    {
        var random = new Random(4);
        var histogram = Histogram([.. Enumerable.Range(0, 1_000_000).Select(_ => (random.NextSingle() * 2) - 1), 6f]);

        var range = RangeSearch.Find(histogram);

        Assert.InRange(range.Maximum, 1f, 3f);
        Assert.InRange(range.Minimum, -1f, -0.9f);
    }

    [Fact]
    public void Find_AnyValues_IsNoWorseThanTheWholeExtent() => Values.Sample(values =>
    {
        var histogram = Histogram(values);
        var bins = histogram.Bins().ToArray();
        var whole = new ActivationRange(histogram.Minimum, histogram.Maximum);
        return RangeSearch.Error(bins, RangeSearch.Find(histogram)) <= RangeSearch.Error(bins, whole);
    });

    [Fact]
    public void Find_NothingCounted_Throws() => Assert.Throws<ArgumentException>(() => RangeSearch.Find(new ActivationHistogram()));

    private static ActivationHistogram Histogram(float[] values)
    {
        var histogram = new ActivationHistogram();
        histogram.Add(values);
        return histogram;
    }
}
