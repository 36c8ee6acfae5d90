using System.IO.Compression;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>What the shipped package promises, measured on SST-2 dev through the pool's own backend.</summary>
public sealed class ShippedAccuracyTests
{
    private const double AccuracyFloor = 0.81;
    private const double LargestMeanDifference = 0.01;
    private const double LargestFlipShare = 0.015;
    private const int BatchSize = 16;

    private static readonly Lazy<Evaluation> Data = new(Evaluation.Load);

    [Fact]
    public void Evaluate_SstDev_Int8ReachesTheFloorAndAgreesWithFp32()
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        var evaluation = Data.Value;

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
        var texts = Data.Value.Texts;
        using var backend = ShippedModel.Load(ModelPrecision.Int8);
        int[] longest = [.. Enumerable.Range(0, Data.Value.MaximumTokens).Select(static i => 5 + (i % 90))];
        var shuffled = Enumerable.Range(0, texts.Length).ToArray();
        new Random(17).Shuffle(shuffled);

        var alone = texts.Select(text => ShippedModel.Scores(backend, text)[0]).ToArray();
        var padded = texts.Chunk(8).SelectMany(chunk => ShippedModel.Scores(backend, [.. chunk, longest])[..chunk.Length]).ToArray();
        var together = new double[texts.Length];
        foreach (var batch in shuffled.Chunk(BatchSize))
        {
            var scores = ShippedModel.Scores(backend, [.. batch.Select(i => texts[i])]);
            for (var i = 0; i < batch.Length; i++)
            {
                together[batch[i]] = scores[i];
            }
        }

        for (var i = 0; i < texts.Length; i++)
        {
            ShippedModel.AssertSame(alone[i], padded[i]);
            ShippedModel.AssertSame(alone[i], together[i]);
        }
    }

    private static double[] ScoresOf(ModelPrecision precision, int[][] texts)
    {
        using var backend = ShippedModel.Load(precision);
        return [.. texts.Chunk(BatchSize).SelectMany(chunk => ShippedModel.Scores(backend, chunk))];
    }

    private sealed record Evaluation(int[][] Texts, bool[] Positive, int MaximumTokens)
    {
        public static Evaluation Load()
        {
            var tokenizer = WordPieceTokenizer.LoadPackage(ShippedModel.Folder);
            using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.File("sst2.dev.tsv.gz")), CompressionMode.Decompress));
            var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t', 2)).ToArray();
            return new Evaluation(
                [.. rows.Select(row => tokenizer.Encode(row[1]).Ids)], [.. rows.Select(static row => row[0] == "1")], tokenizer.Settings.MaximumTokens);
        }
    }
}
