using Sentiment.Inference.Onnx.Tests;
using Sentiment.Serving.Backends;
using Sentiment.TestKit;

namespace Sentiment.Inference.Torch.Tests;

/// <summary>What the Torch arm promises on SST-2 dev, measured through the pool's own backend.</summary>
public sealed class ShippedAccuracyTests
{
    private const double AccuracyFloor = 0.85;
    private const double LargestFlipShare = 0.01;

    [Fact]
    public void Evaluate_SstDev_Bf16ReachesTheFloorAndAgreesWithFp32()
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        var data = SstDev.Load();

        var bf16 = ScoresOf(ModelPrecision.Bf16, data.Texts);
        var fp32 = ScoresOf(ModelPrecision.Fp32, data.Texts);

        var accuracy = bf16.Zip(data.Positive).Average(static pair => ShippedModel.IsPositive(pair.First) == pair.Second ? 1.0 : 0.0);
        var difference = bf16.Zip(fp32).Max(static pair => Math.Abs(pair.First - pair.Second));
        var flips = bf16.Zip(fp32).Average(static pair => ShippedModel.IsPositive(pair.First) == ShippedModel.IsPositive(pair.Second) ? 0.0 : 1.0);
        TestContext.Current.TestOutputHelper!.WriteLine($"BF16 accuracy {accuracy:P2}; against FP32: largest difference {difference:F5}, flips {flips:P2}");
        Assert.True(accuracy >= AccuracyFloor, $"accuracy {accuracy}");
        Assert.True(flips <= LargestFlipShare, $"flips {flips}");
    }

    [Theory]
    [InlineData(ModelPrecision.Fp32, 1)]
    [InlineData(ModelPrecision.Bf16, 4)]
    public void Run_EachTextAlonePaddedAndInARandomBatch_GivesTheSameScore(ModelPrecision precision, int every)
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        using var backend = ShippedBackend.Load(precision);

        // Longer padding is the other test's, and without instructions for bfloat16 one text in four is enough to wait for.
        var data = SstDev.Load();
        BatchInvariance.Check(backend, data with { Texts = [.. data.Texts.Where((_, i) => i % every == 0)] }, padTo: 64);
    }

    private static double[] ScoresOf(ModelPrecision precision, int[][] texts)
    {
        using var backend = ShippedBackend.Load(precision);
        return [.. texts.Chunk(BatchInvariance.BatchSize).SelectMany(chunk => ShippedModel.Scores(backend, chunk))];
    }
}
