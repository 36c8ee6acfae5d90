using Sentiment.Contracts.Models;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Startup;
using Sentiment.Serving.Tests.Packages;
using Sentiment.Serving.Tests.Pools;
using Sentiment.Serving.Tests.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Startup;

public sealed class ServedModelTests
{
    /// <summary>Caches are keyed by the digest: what changes the answers to long texts must stand in it, with its value.</summary>
    [Fact]
    public void Digest_OfAModel_NamesHowLongTextsAreCutAndJoined()
    {
        using var folder = new TemporaryFolder();
        TinyPackage.Write(folder.Path, new Dictionary<string, byte[]>());
        var package = ModelPackage.Load(folder.Path).Value!;
        using var backend = new WordBackend();

        var model = new ServedModel(package, TestVocabulary.Tokenizer, backend, ModelPrecision.Int8, new ParityReport(0, 0, 0));

        Dictionary<string, string> options = new(StringComparer.Ordinal)
        {
            ["windows.most"] = "16",
            ["windows.overlap"] = "32 or 1/4",
            ["windows.aggregation"] = "mean-logits",
        };
        Assert.Equal(ServingDigest.Compute(package.Digest, "onnx", "int8", options, contractVersion: 1), model.Digest);
    }
}
