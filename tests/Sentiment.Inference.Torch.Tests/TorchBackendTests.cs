using Microsoft.Extensions.Options;
using Sentiment.Inference.Torch.Tests.Packages;
using Sentiment.Models.Packages;
using Sentiment.Models.Tests.DistilBert;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;
using Sentiment.Serving.Tests.Packages;

namespace Sentiment.Inference.Torch.Tests;

public sealed class TorchBackendTests : IDisposable
{
    private readonly TinyTorchPackage _package = new();

    public void Dispose() => _package.Dispose();

    [Theory]
    [InlineData(ModelPrecision.Fp32, 1, TinyTorchPackage.Tolerance)]
    [InlineData(ModelPrecision.Fp32, 2, TinyTorchPackage.Tolerance)]
    [InlineData(ModelPrecision.Bf16, 2, TinyTorchPackage.RoundedTolerance)]
    public void Run_TextsOfManyLengths_GivesTheLogitsOfEachAlone(ModelPrecision precision, int threads, float tolerance)
    {
        using var backend = Load(precision, threads);
        var texts = RandomModel.Texts(TinyPackage.Config, seed: 5, 3, 48, 7, 20, 3, 31);

        var logits = Run(backend, texts);

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(TinyTorchPackage.Logits(texts[i]), logits[i], (expected, actual) => Math.Abs(expected - actual) < tolerance);
        }
    }

    [Fact]
    public void Run_ASmallerBatchAfterALargerOne_SeesNothingOfIt()
    {
        using var backend = Load(ModelPrecision.Fp32, threads: 1);
        var small = RandomModel.Texts(TinyPackage.Config, seed: 6, 4);
        var before = Run(backend, small);

        Run(backend, RandomModel.Texts(TinyPackage.Config, seed: 7, 48, 48, 48, 40));

        Assert.Equal(before, Run(backend, small));
    }

    [Fact]
    public void Load_Int8_IsRefusedWithWhatThereIs()
    {
        using var backend = Create(threads: 1);

        var problem = backend.Load(_package.Load(), ModelPrecision.Int8)!;

        Assert.Equal(PackageProblemKind.Unsupported, problem.Kind);
        Assert.EndsWith("the torch pool cannot run a model in Int8. Set Sentiment:Model:Precision to Fp32 or Bf16", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WeightsOfAnotherModel_SaysWhichTensor()
    {
        _package.Write(RandomModel.Safetensors(TinyPackage.Config with { HiddenDim = 32 }, seed: 1));
        using var backend = Create(threads: 1);

        var problem = backend.Load(_package.Load(), ModelPrecision.Fp32)!;

        Assert.Equal(PackageProblemKind.Invalid, problem.Kind);
        Assert.EndsWith("model.safetensors", problem.File, StringComparison.Ordinal);
        Assert.Contains("ffn.lin1.weight", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Again_ServesTheOtherPrecision()
    {
        using var backend = Load(ModelPrecision.Bf16, threads: 1);
        var text = RandomModel.Texts(TinyPackage.Config, seed: 8, 9);
        var rounded = Run(backend, text)[0];

        Assert.Null(backend.Load(_package.Load(), ModelPrecision.Fp32));

        var single = Run(backend, text)[0];
        Assert.NotEqual(rounded, single);
        Assert.Equal(TinyTorchPackage.Logits(text[0]), single, static (expected, actual) => Math.Abs(expected - actual) < TinyTorchPackage.Tolerance);
    }

    private TorchBackend Load(ModelPrecision precision, int threads)
    {
        var backend = Create(threads);
        Assert.Null(backend.Load(_package.Load(), precision));
        backend.Warm(TinyPackage.MaximumTokens);
        return backend;
    }

    private static TorchBackend Create(int threads) => new(Options.Create(new TorchOptions { Threads = threads }), HardwareProfile.Current);

    private static float[][] Run(TorchBackend backend, int[][] texts)
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
