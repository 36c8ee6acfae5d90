using Sentiment.Benchmarks.Models;
using Sentiment.Contracts.Models;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Startup;

namespace Sentiment.Benchmarks.Micro;

/// <summary>The shipped model as the request path sees it, without a runtime: its tokenizer, labels and names.</summary>
internal static class MicroModel
{
    /// <summary>21 words, 30 tokens: a sentence of a review.</summary>
    public const string Sentence = "a thoughtful, provocative, insistently humanizing film that is warm, funny and honest about the people whom it follows for a year.";

    public static ServedModel Load()
    {
        var shipped = BenchModel.Shipped();
        var package = ModelPackage.Load(shipped.Package);
        return package.Succeeded
            ? new ServedModel(package.Value, shipped.Tokenizer, new NoBackend(), ModelPrecision.Int8, new ScoringOptions(), new ParityReport(0, 0, 0))
            : throw new InvalidOperationException($"{shipped.Package} cannot be read: {package.Problem}");
    }

    private sealed class NoBackend : IModelBackend
    {
        public string Name => "onnx";

        public string Hardware => "none";

        public PackageProblem? Load(ModelPackage package, ModelPrecision precision) => null;

        public void Warm(int longest)
        {
        }

        public int TokensOfARun => 0;

        public int Computed(int texts, int tokens, int longest) => texts * longest;

        public void Run(TokenBatch batch, Span<float> logits) => throw new NotSupportedException("Nothing runs a model here.");

        public void Dispose()
        {
        }
    }
}
