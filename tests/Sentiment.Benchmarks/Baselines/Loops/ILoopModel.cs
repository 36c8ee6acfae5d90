namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>A runtime with a model in it and nothing around it.</summary>
internal interface ILoopModel : IDisposable
{
    /// <summary>Runs one batch to its logits, which are dropped. Safe for use from many threads.</summary>
    void Run(PaddedBatch batch);
}
