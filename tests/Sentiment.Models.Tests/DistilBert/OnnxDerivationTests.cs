using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;
using Sentiment.Models.Tests.Packages;
using Sentiment.TestKit;

namespace Sentiment.Models.Tests.DistilBert;

public sealed class OnnxDerivationTests : IDisposable
{
    private readonly TestPackage _package = new();

    public void Dispose() => _package.Dispose();

    /// <summary>A build takes a graph that is there for done: this is where a changed graph writer shows on every machine.</summary>
    [Fact]
    public void Fp32_ShippedWeights_GivesTheGraphOfTheManifest()
    {
        var package = ModelPackage.Load(RepositoryRoot.Combine("models", "sentiment-base")).Value!;
        using var weights = SafetensorsFile.Read(package.Read(PackageFiles.Weights).Value!);

        var graph = GraphExport.Fp32(DistilBertWeights.Read(weights, package.Config));

        Assert.Equal(package.Manifest.Files[PackageFiles.OnnxFp32].Sha256, PackageDigest.OfBytes(graph));
    }

    [Fact]
    public void Derive_FileMissing_WritesWhatTheManifestSays()
    {
        File.Delete(_package.PathOf(PackageFiles.OnnxFp32));

        var result = OnnxDerivation.Derive(_package.Load());

        Assert.True(result.Succeeded, result.Problem?.ToString());
        Assert.True(_package.Load().Verify(PackageFiles.OnnxFp32).Succeeded);
    }

    [Fact]
    public void Derive_FileDamaged_ReplacesIt()
    {
        _package.Put(PackageFiles.OnnxFp32, [1, 2, 3]);

        Assert.True(OnnxDerivation.Derive(_package.Load()).Succeeded);
        Assert.True(_package.Load().Verify(PackageFiles.OnnxFp32).Succeeded);
    }

    [Fact]
    public void Derive_FileThereAndRight_LeavesItAlone()
    {
        var before = File.GetLastWriteTimeUtc(_package.PathOf(PackageFiles.OnnxFp32));

        Assert.True(OnnxDerivation.Derive(_package.Load()).Succeeded);
        Assert.Equal(before, File.GetLastWriteTimeUtc(_package.PathOf(PackageFiles.OnnxFp32)));
    }

    [Fact]
    public void Derive_OtherDigestInTheManifest_WritesNothingAndSaysBoth()
    {
        var expected = new string('0', 64);
        File.Delete(_package.PathOf(PackageFiles.OnnxFp32));
        _package.EditManifest(manifest => manifest with
        {
            Files = new Dictionary<string, FileEntry>(manifest.Files, StringComparer.Ordinal) { [PackageFiles.OnnxFp32] = new(expected, 5) },
        });

        var result = OnnxDerivation.Derive(_package.Load());

        Assert.False(result.Succeeded);
        Assert.Equal(PackageProblemKind.WrongDigest, result.Problem.Kind);
        Assert.Equal(expected, result.Problem.Expected);
        Assert.Empty(Directory.GetFiles(_package.PathOf("onnx")));
    }

    [Fact]
    public void Derive_WeightsDamaged_NamesTheWeights()
    {
        File.Delete(_package.PathOf(PackageFiles.OnnxFp32));
        var content = File.ReadAllBytes(_package.PathOf(PackageFiles.Weights));
        content[^1] ^= 1;
        _package.Put(PackageFiles.Weights, content);

        var result = OnnxDerivation.Derive(_package.Load());

        Assert.False(result.Succeeded);
        Assert.EndsWith(PackageFiles.Weights, result.Problem.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_WeightsOfAnotherShape_NamesTheTensor()
    {
        File.Delete(_package.PathOf(PackageFiles.OnnxFp32));
        _package.Put(PackageFiles.Weights, RandomModel.Safetensors(RandomModel.Small with { HiddenDim = 32 }, seed: 1));
        var entry = PackageDigest.OfFile(_package.PathOf(PackageFiles.Weights));
        _package.EditManifest(manifest => manifest with
        {
            Files = new Dictionary<string, FileEntry>(manifest.Files, StringComparer.Ordinal) { [PackageFiles.Weights] = entry },
        });

        var result = OnnxDerivation.Derive(_package.Load());

        Assert.False(result.Succeeded);
        Assert.Contains("ffn.lin1.weight", result.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Derive_SeveralAtOnce_AllSucceedAndLeaveOneFile()
    {
        File.Delete(_package.PathOf(PackageFiles.OnnxFp32));
        var package = _package.Load();
        using var start = new Barrier(4);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return OnnxDerivation.Derive(package);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.All(results, result => Assert.True(result.Succeeded, result.Problem?.ToString()));
        Assert.Single(Directory.GetFiles(_package.PathOf("onnx")));
    }
}
