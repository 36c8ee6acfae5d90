using System.Text;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Tests.DistilBert;

namespace Sentiment.Models.Tests.Packages;

/// <summary>A complete package of a small random model in a folder of its own.</summary>
internal sealed class TestPackage : IDisposable
{
    public TestPackage()
    {
        Root = Directory.CreateTempSubdirectory("sentiment-package-").FullName;
        var weights = RandomModel.Weights(RandomModel.Small, seed: 1);
        Put(PackageFiles.Config, PackageJson.Write(RandomModel.Small));
        Put(PackageFiles.Weights, RandomModel.Safetensors(RandomModel.Small, seed: 1));
        Put(PackageFiles.Vocabulary, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n"u8.ToArray());
        Put(PackageFiles.OnnxFp32, GraphExport.Fp32(weights));
        WriteManifest(PackageFiles.Config, PackageFiles.Weights, PackageFiles.Vocabulary, PackageFiles.OnnxFp32);
    }

    public string Root { get; }

    public string PathOf(string file) => Path.Combine(Root, file);

    public void Put(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllBytes(PathOf(file), content);
    }

    public void EditManifest(Func<ModelManifest, ModelManifest> edit)
    {
        var manifest = PackageJson.ReadManifest(File.ReadAllBytes(PathOf(PackageFiles.Manifest)));
        Put(PackageFiles.Manifest, PackageJson.Write(edit(manifest)));
    }

    public void EditManifestText(string from, string to)
    {
        var text = File.ReadAllText(PathOf(PackageFiles.Manifest));
        Assert.Contains(from, text, StringComparison.Ordinal);
        Put(PackageFiles.Manifest, Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
    }

    public ModelPackage Load()
    {
        var result = ModelPackage.Load(Root);
        Assert.True(result.Succeeded, result.Problem?.ToString());
        return result.Value;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void WriteManifest(params string[] files)
    {
        var manifest = new ModelManifest(
            "test",
            "1.0.0",
            "distilbert",
            ["NEGATIVE", "POSITIVE"],
            RandomModel.Small.MaximumPositions,
            1,
            files.ToDictionary(file => file, file => PackageDigest.OfFile(PathOf(file)), StringComparer.Ordinal),
            [],
            []);
        Put(PackageFiles.Manifest, PackageJson.Write(manifest));
    }
}
