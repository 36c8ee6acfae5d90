using Sentiment.Serving.Backends;
using Sentiment.TestKit;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>What the shipped package promises, measured on SST-2 dev through the pool's own backend.</summary>
public sealed class ShippedAccuracyTests
{
    private const double AccuracyFloor = 0.85;
    private const double LargestMeanDifference = 0.01;
    private const double LargestFlipShare = 0.015;

    [Fact]
    public void Evaluate_SstDev_Int8ReachesTheFloorAndAgreesWithFp32()
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        var evaluation = SstDev.Load();

        var int8 = ScoresOf(ModelPrecision.Int8, evaluation.Texts);
        var fp32 = ScoresOf(ModelPrecision.Fp32, evaluation.Texts);

        var accuracy = int8.Zip(evaluation.Positive).Average(static pair => ShippedModel.IsPositive(pair.First) == pair.Second ? 1.0 : 0.0);
        var difference = int8.Zip(fp32).Average(static pair => Math.Abs(pair.First - pair.Second));
        var flips = int8.Zip(fp32).Average(static pair => ShippedModel.IsPositive(pair.First) == ShippedModel.IsPositive(pair.Second) ? 0.0 : 1.0);
        TestContext.Current.SendDiagnosticMessage($"accuracy {accuracy:P2}, INT8 against FP32: mean difference {difference:F5}, flips {flips:P2}");
        Assert.True(accuracy >= AccuracyFloor, $"accuracy {accuracy}");
        Assert.True(difference <= LargestMeanDifference, $"mean difference {difference}");
        Assert.True(flips <= LargestFlipShare, $"flips {flips}");
    }

    [Fact]
    public void Run_EachTextAlonePaddedAndInARandomBatch_GivesTheSameScore()
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        using var backend = ShippedBackend.Load(ModelPrecision.Int8);

        var data = SstDev.Load();
        BatchInvariance.Check(backend, data, data.MaximumTokens);
    }

    private static double[] ScoresOf(ModelPrecision precision, int[][] texts)
    {
        using var backend = ShippedBackend.Load(precision);
        return [.. texts.Chunk(BatchInvariance.BatchSize).SelectMany(chunk => ShippedModel.Scores(backend, chunk))];
    }
}
