using Sentiment.Contracts.Models;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Startup;
using Sentiment.Serving.Tests.Packages;
using Sentiment.Serving.Tests.Pools;
using Sentiment.Serving.Tests.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Startup;

public sealed class ServedModelTests
{
    /// <summary>Caches are keyed by the digest: what changes the answers must stand in it, with its value.</summary>
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.6, "0.6")]
    public void Digest_OfAModel_NamesWhatChangesAnswers(double neutralBelow, string expected)
    {
        using var folder = new TemporaryFolder();
        TinyPackage.Write(folder.Path, new Dictionary<string, byte[]>());
        var package = ModelPackage.Load(folder.Path).Value!;
        using var backend = new WordBackend();

        var model = new ServedModel(package, TestVocabulary.Tokenizer, backend, ModelPrecision.Int8, new ScoringOptions { NeutralBelow = neutralBelow }, new ParityReport(0, 0, 0));

        Dictionary<string, string> options = new(StringComparer.Ordinal)
        {
            ["scoring.neutral_below"] = expected,
            ["windows.most"] = "16",
            ["windows.overlap"] = "32 or 1/4",
            ["windows.aggregation"] = "mean-logits",
        };
        Assert.Equal(ServingDigest.Compute(package.Digest, "onnx", "int8", options, contractVersion: 1), model.Digest);
    }
}
