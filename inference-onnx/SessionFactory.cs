using Microsoft.ML.OnnxRuntime;
using Sentiment.Serving.Hardware;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Sentiment.Inference.Onnx;

/// <summary>Sessions as a server needs them: no thread that burns a core while it waits, no memory planned for one shape.</summary>
internal static class SessionFactory
{
    private const string InputIds = "input_ids";
    private const string AttentionMask = "attention_mask";
    private const string Logits = "logits";

    public static string[] Inputs { get; } = [InputIds, AttentionMask];

    public static string[] Outputs { get; } = [Logits];

    /// <exception cref="OnnxRuntimeException">The bytes are no graph that this runtime can run.</exception>
    public static InferenceSession Create(byte[] graph, Accelerator accelerator, int threads, bool arena)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // A pattern is kept for every shape that was ever run, and no two batches have the same.
            EnableMemoryPattern = false,
            EnableCpuMemArena = arena,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Spinning takes the CPU seconds of the other requests, and of the quota.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        AddProvider(options, accelerator);
        return new InferenceSession(graph, options);
    }

    // What a provider has no kernel for, such as INT8's operators, stays on the processor.
    private static void AddProvider(SessionOptions options, Accelerator accelerator)
    {
        switch (accelerator)
        {
            case Accelerator.Cuda:
                options.AppendExecutionProvider_CUDA();
                break;
            case Accelerator.DirectMl:
                options.AppendExecutionProvider_DML();
                break;
        }
    }

    /// <summary>Why the graph does not take and give what a text classifier does; null when it does.</summary>
    public static string? FindMismatch(InferenceSession session, int labels)
    {
        if (!session.InputMetadata.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(Inputs))
        {
            return $"its inputs are {string.Join(", ", session.InputMetadata.Keys)}, not {string.Join(", ", Inputs)}";
        }

        if (session.InputMetadata.Values.Any(static input => input.ElementType != typeof(long)))
        {
            return "its inputs are not int64";
        }

        // A negative extent is one that the graph leaves open.
        return session.OutputMetadata.TryGetValue(Logits, out var output) && output.ElementType == typeof(float)
            && output.Dimensions is [_, var width] && (width < 0 || width == labels)
            ? null
            : $"its output must be {Logits}, float32, with {labels} columns";
    }
}
