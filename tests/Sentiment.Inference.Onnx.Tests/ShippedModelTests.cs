using System.IO.Compression;
using Microsoft.Extensions.Options;
using Sentiment.Inference.Onnx.Hardware;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>What the shipped package promises, measured on SST-2 dev through the pool's own backend.</summary>
public sealed class ShippedModelTests
{
    private const double AccuracyFloor = 0.81;
    private const double LargestMeanDifference = 0.01;
    private const double LargestFlipShare = 0.015;
    private const float Invariance = 0.0005f;
    private const int BatchSize = 16;

    private static readonly string Folder = RepositoryRoot.Combine("models", "sentiment-base");
    private static readonly Lazy<Evaluation> Data = new(Evaluation.Load);

    [Fact]
    public void Evaluate_SstDev_Int8ReachesTheFloorAndAgreesWithFp32()
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        var evaluation = Data.Value;

        var int8 = Scores(ModelPrecision.Int8, evaluation.Texts);
        var fp32 = Scores(ModelPrecision.Fp32, evaluation.Texts);

        var accuracy = int8.Zip(evaluation.Positive).Average(static pair => Label(pair.First) == pair.Second ? 1.0 : 0.0);
        var difference = int8.Zip(fp32).Average(static pair => Math.Abs(pair.First - pair.Second));
        var flips = int8.Zip(fp32).Average(static pair => Label(pair.First) == Label(pair.Second) ? 0.0 : 1.0);
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
        using var backend = Load(ModelPrecision.Int8);
        int[] longest = [.. Enumerable.Range(0, Data.Value.MaximumTokens).Select(static i => 5 + (i % 90))];
        var shuffled = Enumerable.Range(0, texts.Length).ToArray();
        new Random(17).Shuffle(shuffled);

        var alone = texts.Select(text => Run(backend, [text])[0]).ToArray();
        var padded = texts.Chunk(8).SelectMany(chunk => Run(backend, [.. chunk, longest])[..chunk.Length]).ToArray();
        var together = new float[texts.Length];
        foreach (var batch in shuffled.Chunk(BatchSize))
        {
            var scores = Run(backend, [.. batch.Select(i => texts[i])]);
            for (var i = 0; i < batch.Length; i++)
            {
                together[batch[i]] = scores[i];
            }
        }

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(alone[i], padded[i], Invariance);
            Assert.Equal(alone[i], together[i], Invariance);
            Assert.Equal((Label(alone[i]), Label(alone[i])), (Label(padded[i]), Label(together[i])));
        }
    }

    private static bool Label(float positive) => positive > 0.5f;

    private static float[] Scores(ModelPrecision precision, int[][] texts)
    {
        using var backend = Load(precision);
        return [.. texts.Chunk(BatchSize).SelectMany(chunk => Run(backend, chunk))];
    }

    private static OnnxBackend Load(ModelPrecision precision)
    {
        var backend = new OnnxBackend(Options.Create(new OnnxOptions()), HardwareProfile.Current);
        Assert.Null(backend.Load(ModelPackage.Load(Folder).Value!, precision));
        return backend;
    }

    /// <summary>Probability of POSITIVE, the second of two labels: a softmax of two is a logistic of the difference.</summary>
    private static float[] Run(OnnxBackend backend, int[][] texts)
    {
        using var batch = new TokenBatch(texts.Length, texts.Sum(static text => text.Length));
        foreach (var text in texts)
        {
            batch.Add(text);
        }

        var logits = new float[2 * texts.Length];
        backend.Run(batch, logits);
        return [.. Enumerable.Range(0, texts.Length).Select(i => (float)(1 / (1 + Math.Exp(logits[2 * i] - logits[(2 * i) + 1]))))];
    }

    private sealed record Evaluation(int[][] Texts, bool[] Positive, int MaximumTokens)
    {
        public static Evaluation Load()
        {
            var tokenizer = WordPieceTokenizer.LoadPackage(Folder);
            using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.File("sst2.dev.tsv.gz")), CompressionMode.Decompress));
            var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t', 2)).ToArray();
            return new Evaluation(
                [.. rows.Select(row => tokenizer.Encode(row[1]).Ids)], [.. rows.Select(static row => row[0] == "1")], tokenizer.Settings.MaximumTokens);
        }
    }
}
