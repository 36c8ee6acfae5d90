using Sentiment.Models.DistilBert;
using Sentiment.Models.Quantization;

namespace Sentiment.Models.Tests.DistilBert;

public sealed class Int8GraphTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Int8_RandomWeights_StaysCloseToFp32(int bits)
    {
        Assert.SkipWhen(bits == 8 && !IntegerProducts.AreExact, IntegerProducts.Reason);
        var weights = RandomModel.Weights(RandomModel.Small, seed: 3);
        using var fp32 = new GraphRunner(GraphExport.Fp32(weights));
        using var int8 = new GraphRunner(Quantize(weights, bits));

        var differences = RandomModel.Texts(RandomModel.Small, seed: 21, 3, 8, 12, 20, 33, 48)
            .SelectMany(text => fp32.Run([text])[0].Zip(int8.Run([text])[0], (a, b) => Math.Abs(a - b)))
            .ToArray();

        // Logits of these models spread over several units.
        Assert.InRange(differences.Average(), 0.0001, 0.1);
    }

    // Sums in another order move a few activations to the next of 255 steps; a misread operator would be off by tenths.
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 7)]
    [InlineData(3, 7)]
    [InlineData(3, 8)]
    public void Int8_RandomWeights_GivesTheLogitsOfTheIntegerArithmetic(int layers, int bits)
    {
        Assert.SkipWhen(bits == 8 && !IntegerProducts.AreExact, IntegerProducts.Reason);
        var config = RandomModel.Config(dim: 32, layers, heads: 4, hidden: 64, vocabulary: 100, positions: 48);
        var weights = RandomModel.Weights(config, seed: layers);
        var ranges = Calibrate(weights, RandomModel.Texts(config, seed: 9, [.. Enumerable.Range(2, 40)]));
        var reference = new ReferenceModel(weights, new ReferenceRounding(ranges, bits));
        using var graph = new GraphRunner(GraphExport.Int8(weights, ranges, new QuantizationOptions { WeightBits = bits }));

        foreach (var text in RandomModel.Texts(config, seed: 7, 2, 3, 17, 48))
        {
            var logits = graph.Run([text])[0];
            var expected = reference.Logits(text);
            Assert.Equal(expected[0], logits[0], 0.01);
            Assert.Equal(expected[1], logits[1], 0.01);
        }
    }

    [Fact]
    public void Int8_PaddedAndInABatch_GivesTheSameLogits()
    {
        using var graph = new GraphRunner(Quantize(RandomModel.Weights(RandomModel.Small, seed: 1), bits: 7));

        Invariance.Check(graph, RandomModel.Small, tolerance: 1e-5f);
    }

    [Fact]
    public void Int8_SameWeights_GivesTheSameBytes() =>
        Assert.Equal(
            Quantize(RandomModel.Weights(RandomModel.Small, seed: 5), bits: 7),
            Quantize(RandomModel.Weights(RandomModel.Small, seed: 5), bits: 7));

    internal static byte[] Quantize(DistilBertWeights weights, int bits) =>
        GraphExport.Int8(weights, Calibrate(weights, RandomModel.Texts(weights.Config, seed: 9, [.. Enumerable.Range(2, 40)])), new QuantizationOptions { WeightBits = bits });

    internal static IReadOnlyDictionary<string, ActivationRange> Calibrate(DistilBertWeights weights, int[][] texts)
    {
        var tapped = GraphExport.Tapped(weights);
        var collector = new CalibrationCollector(tapped.Activations);
        using var graph = new GraphRunner(tapped.Bytes);
        foreach (var text in texts)
        {
            var outputs = graph.Outputs([.. text.Select(id => (long)id)], [.. text.Select(_ => 1L)], 1, text.Length);
            foreach (var activation in tapped.Activations)
            {
                collector.Add(activation, outputs[activation]);
            }
        }

        return collector.Ranges();
    }
}
