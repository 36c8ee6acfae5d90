using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Tests.Allocations;

/// <summary>A model that allocates nothing.</summary>
internal sealed class SilentBackend : IModelBackend
{
    public string Name => "onnx";

    public string Hardware => "test";

    public PackageProblem? Load(ModelPackage package, ModelPrecision precision) => null;

    public void Warm(int longest)
    {
    }

    public int TokensOfARun => 8;

    public int Computed(int texts, int tokens, int longest) => texts * longest;

    public void Run(TokenBatch batch, Span<float> logits)
    {
        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] = i % 2;
        }
    }

    public void Dispose()
    {
    }
}
