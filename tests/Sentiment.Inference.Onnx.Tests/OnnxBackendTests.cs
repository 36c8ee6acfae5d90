using Microsoft.Extensions.Options;
using Sentiment.Inference.Onnx.Tests.Packages;
using Sentiment.Models.Packages;
using Sentiment.Models.Tests.DistilBert;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;
using Sentiment.Serving.Tests.Packages;

namespace Sentiment.Inference.Onnx.Tests;

public sealed class OnnxBackendTests : IDisposable
{
    private readonly TinyOnnxPackage _package = new();

    public void Dispose() => _package.Dispose();

    [Theory]
    [InlineData(ModelPrecision.Int8, 1)]
    [InlineData(ModelPrecision.Int8, 2)]
    [InlineData(ModelPrecision.Fp32, 2)]
    public void Run_TextsOfManyLengths_GivesTheLogitsOfEachAlone(ModelPrecision precision, int threads)
    {
        using var backend = Load(precision, threads);
        var graph = precision == ModelPrecision.Int8 ? TinyGraphs.Int8 : TinyGraphs.Fp32;
        var texts = RandomModel.Texts(TinyPackage.Config, seed: 5, 3, 48, 7, 20, 3, 31);

        var logits = Run(backend, texts);

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(TinyGraphs.Run(graph, texts[i]), logits[i], static (expected, actual) => Math.Abs(expected - actual) < 0.000_1f);
        }
    }

    [Fact]
    public void Run_ASmallerBatchAfterALargerOne_SeesNothingOfIt()
    {
        using var backend = Load(ModelPrecision.Int8, threads: 1);
        var small = RandomModel.Texts(TinyPackage.Config, seed: 6, 4);
        var before = Run(backend, small);

        Run(backend, RandomModel.Texts(TinyPackage.Config, seed: 7, 48, 48, 48, 40));

        Assert.Equal(before, Run(backend, small));
    }

    [Fact]
    public void Load_GraphOfAnotherModel_SaysWhichFileAndWhy()
    {
        TinyPackage.Write(_package.Path, new Dictionary<string, byte[]>(TinyGraphs.Files) { [PackageFiles.OnnxInt8] = [1, 2, 3, 4] });
        using var backend = Create(threads: 1);

        var problem = backend.Load(_package.Load(), ModelPrecision.Int8)!;

        Assert.Equal(PackageProblemKind.Invalid, problem.Kind);
        Assert.EndsWith("model_int8.onnx", problem.File, StringComparison.Ordinal);
        Assert.Contains("ONNX Runtime refuses it", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Bf16_IsRefusedWithWhatThereIs()
    {
        using var backend = Create(threads: 1);

        var problem = backend.Load(_package.Load(), ModelPrecision.Bf16)!;

        Assert.Equal(PackageProblemKind.Unsupported, problem.Kind);
        Assert.EndsWith("the onnx pool cannot run a model in Bf16. Set Sentiment:Model:Precision to Int8 or Fp32", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Again_ServesTheOtherPrecision()
    {
        using var backend = Load(ModelPrecision.Int8, threads: 1);
        var text = RandomModel.Texts(TinyPackage.Config, seed: 8, 9);

        Assert.Null(backend.Load(_package.Load(), ModelPrecision.Fp32));

        Assert.Equal(TinyGraphs.Run(TinyGraphs.Fp32, text[0]), Run(backend, text)[0], static (expected, actual) => Math.Abs(expected - actual) < 0.000_1f);
    }

    private OnnxBackend Load(ModelPrecision precision, int threads)
    {
        var backend = Create(threads);
        Assert.Null(backend.Load(_package.Load(), precision));
        backend.Warm(TinyPackage.MaximumTokens);
        return backend;
    }

    private static OnnxBackend Create(int threads) => new(Options.Create(new OnnxOptions { Threads = threads }), HardwareProfile.Current);

    private static float[][] Run(OnnxBackend backend, int[][] texts)
    {
        using var batch = new TokenBatch(texts.Length, texts.Sum(static text => text.Length));
        foreach (var text in texts)
        {
            batch.Add(text);
        }

        var logits = new float[texts.Length * TinyPackage.Labels.Count];
        backend.Run(batch, logits);
        return [.. logits.Chunk(TinyPackage.Labels.Count)];
    }
}
