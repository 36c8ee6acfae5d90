using Microsoft.ML.OnnxRuntime;
using Sentiment.Benchmarks.Baselines.Loops;

namespace Sentiment.Benchmarks.Baselines;

/// <summary>A session with the settings that the ONNX pool has too: explicit threads, no spinning, no memory planned for one shape.</summary>
internal sealed class OnnxSession : ILoopModel
{
    private static readonly string[] Inputs = ["input_ids", "attention_mask"];
    private static readonly string[] Outputs = ["logits"];

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    public OnnxSession(string graph, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableMemoryPattern = false,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        _session = new InferenceSession(graph, options);
    }

    public void Run(PaddedBatch batch) => Run(batch.Ids, batch.Mask, batch.Texts, batch.Width);

    /// <summary>Safe for use from many threads.</summary>
    /// <param name="ids">At least texts × width values.</param>
    /// <param name="mask">As many.</param>
    /// <returns>Logits, row by row.</returns>
    public float[] Run(long[] ids, long[] mask, int texts, int width)
    {
        long[] shape = [texts, width];
        using var idsValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, texts * width), shape);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mask.AsMemory(0, texts * width), shape);
        using var results = _session.Run(_options, Inputs, [idsValue, maskValue], Outputs);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }
}
