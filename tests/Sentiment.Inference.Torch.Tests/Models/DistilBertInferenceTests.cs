using CsCheck;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Tests.DistilBert;
using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Inference.Torch.Tests.Models;

/// <summary>Less work, the same answers: without padding, against the module that pads.</summary>
public sealed class DistilBertInferenceTests : IDisposable
{
    private const float Tolerance = 1e-5f;

    // bfloat16 has steps of 0.008 near 1, and the module rounds elsewhere.
    private const float RoundedTolerance = 0.06f;

    private static readonly DistilBertConfig Config = RandomModel.Config(dim: 32, layers: 3, heads: 4, hidden: 64, vocabulary: 100, positions: 512);
    private static readonly DistilBertWeights Weights = RandomModel.Weights(Config, seed: 3);

    private readonly DistilBertInference _inference = new(Weights, ScalarType.Float32, CPU);

    public void Dispose() => _inference.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(512)]
    [InlineData(9, 9, 9, 9)]
    [InlineData(1, 512)]
    [InlineData(7, 3, 7, 512, 3, 1, 7, 20)]
    public void Forward_TextsOfTheseLengths_GivesTheModulesLogits(params int[] lengths) =>
        AssertSame(Module(ScalarType.Float32, Texts(lengths)), Forward(_inference, Texts(lengths)), Tolerance);

    [Fact]
    public void Forward_AnyLengths_GivesTheModulesLogits()
    {
        using var module = DistilBertLoading.Load(Weights);

        Gen.Int[1, 64].Array[1, 24].Sample(
            lengths => AssertSame(Module(module, Texts(lengths)), Forward(_inference, Texts(lengths)), Tolerance),
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Forward_InBfloat16_GivesTheModulesLogitsRounded()
    {
        using var rounded = new DistilBertInference(Weights, ScalarType.BFloat16, CPU);
        var texts = Texts(5, 40, 5, 17, 64, 1);

        AssertSame(Module(ScalarType.BFloat16, texts), Forward(rounded, texts), RoundedTolerance);
    }

    [Fact]
    public void Forward_ByManyThreadsAtOnce_GivesEachItsOwnLogits()
    {
        var batches = Enumerable.Range(1, 16).Select(number => Texts([number, 3 * number, number, 40])).ToArray();
        var alone = Array.ConvertAll(batches, texts => Forward(_inference, texts));

        // Collections in between: what a call does not hold is freed under it.
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, run =>
        {
            if (run % 20 == 0)
            {
                GC.Collect();
            }

            AssertSame(alone[run % batches.Length], Forward(_inference, batches[run % batches.Length]), Tolerance);
        });
    }

    private static int[][] Texts(params int[] lengths) => RandomModel.Texts(Config, seed: 4, lengths);

    private static float[] Forward(DistilBertInference inference, int[][] texts)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        int[] ids = [.. texts.SelectMany(static text => text)];
        return [.. inference.Forward(ids, Array.ConvertAll(texts, static text => text.Length)).data<float>()];
    }

    private static float[] Module(ScalarType type, int[][] texts)
    {
        using var module = DistilBertLoading.Load(Weights, type);
        return Module(module, texts);
    }

    private static float[] Module(DistilBertClassifier module, int[][] texts)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var (ids, mask) = (new long[texts.Length, texts.Max(static text => text.Length)], new bool[texts.Length, texts.Max(static text => text.Length)]);
        for (var text = 0; text < texts.Length; text++)
        {
            for (var i = 0; i < texts[text].Length; i++)
            {
                (ids[text, i], mask[text, i]) = (texts[text][i], true);
            }
        }

        return [.. module.call(tensor(ids), tensor(mask)).data<float>()];
    }

    private static void AssertSame(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
