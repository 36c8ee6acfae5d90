using System.Diagnostics;
using CsCheck;
using Microsoft.Extensions.Options;
using Sentiment.Inference.Onnx.Hardware;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>What holds for the model in the repository, not only for tiny ones.</summary>
public sealed class ShippedPackageTests
{
    private const double ScoreTolerance = 0.000_5;

    private static readonly string Folder = RepositoryRoot.Combine("models", "sentiment-base");

    // Words of our own, from one to some hundred of them: every length of batch and padding comes up.
    private static readonly string[] Words =
        "the plot is thin but this product works great and I love it never again broken slow support was kind cheap price awful smell not bad at all".Split(' ');

    [Theory]
    [InlineData(ModelPrecision.Int8)]
    [InlineData(ModelPrecision.Fp32)]
    public void Run_AloneOrPaddedOrInAnyBatch_GivesTheSameScore(ModelPrecision precision)
    {
        using var backend = Load(precision, out var package);
        var tokenizer = WordPieceTokenizer.LoadPackage(Folder);
        var longest = tokenizer.Encode(string.Join(' ', Enumerable.Repeat(Words, 40).SelectMany(static words => words)), package.Manifest.MaximumTokens).Ids;
        var texts = Gen.Int[0, Words.Length - 1].Array[1, 60].Select(picks => tokenizer.Encode(string.Join(' ', picks.Select(pick => Words[pick]))).Ids);

        texts.Array[2, 12].Sample(
            batch =>
            {
                var together = Scores(backend, batch);
                var padded = Scores(backend, [batch[0], longest])[0];
                for (var i = 0; i < batch.Length; i++)
                {
                    var alone = Scores(backend, [batch[i]])[0];
                    AssertSame(alone, together[i]);
                    if (i == 0)
                    {
                        AssertSame(alone, padded);
                    }
                }
            },
            iter: 25,
            threads: 1);
    }

    [Fact]
    public async Task Predict_TwoPlainSentences_GetTheirSentiment()
    {
        RequirePackage();
        await using var pool = new PoolProcess(Folder);
        await pool.WaitUntilReadyAsync();

        using var response = await pool.PostAsync("/api/v1/predict/batch", """{"texts": ["I love this product!", "This is frustrating and broken"]}""");

        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Matches("\"label\":\"POSITIVE\".*\"label\":\"NEGATIVE\"", body);
    }

    /// <summary>Processor time, not the clock: tests run beside others, and two busy neighbours double what the clock says.</summary>
    [Fact]
    public async Task Start_FiveTimes_TakesUnderTwoSecondsOfProcessorTimeInTheMedian()
    {
        RequirePackage();
        var times = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            await using var pool = new PoolProcess(Folder);
            await pool.WaitUntilReadyAsync();
            using var process = Process.GetProcessById(pool.Id);
            times.Add(process.TotalProcessorTime);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", times));
        Assert.InRange(times.Order().ElementAt(2), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static void RequirePackage() => Assert.SkipUnless(
        File.Exists(Path.Combine(Folder, PackageFiles.Manifest)), "Needs models/sentiment-base, which is not in this checkout.");

    private static OnnxBackend Load(ModelPrecision precision, out ModelPackage package)
    {
        RequirePackage();
        package = ModelPackage.Load(Folder).Value!;
        var backend = new OnnxBackend(Options.Create(new OnnxOptions()), HardwareProfile.Current);
        Assert.Null(backend.Load(package, precision));
        return backend;
    }

    private static void AssertSame(double expected, double actual)
    {
        Assert.Equal(expected, actual, ScoreTolerance);
        Assert.True(expected > 0.5 == actual > 0.5 || Math.Abs(expected - 0.5) < 1e-6, $"The label flips between {expected} and {actual}.");
    }

    private static double[] Scores(OnnxBackend backend, int[][] texts)
    {
        using var batch = new TokenBatch(texts.Length, texts.Sum(static text => text.Length));
        foreach (var text in texts)
        {
            batch.Add(text);
        }

        var logits = new float[2 * texts.Length];
        backend.Run(batch, logits);
        return [.. logits.Chunk(2).Select(static pair => 1 / (1 + Math.Exp((double)pair[0] - pair[1])))];
    }
}
