using System.Buffers;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;

namespace Sentiment.Inference.Onnx;

/// <summary>Step 12 with ONNX Runtime: pads to the longest text of the batch, masks the padding, runs.</summary>
internal sealed class OnnxBackend(IOptions<OnnxOptions> options, HardwareProfile hardware) : IModelBackend
{
    private readonly int _threads = options.Value.Threads;
    private readonly RunOptions _runOptions = new();
    private InferenceSession? _session;
    private int _labels;
    private int _padding;

    public string Name => Contracts.Predictions.Backends.Onnx;

    public string Hardware => $"{hardware.Name}, {_threads} thread{(_threads == 1 ? string.Empty : "s")}, ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    public PackageProblem? Load(ModelPackage package, ModelPrecision precision)
    {
        if (FileOf(precision) is not { } file)
        {
            return UnsupportedPrecision.Refuse(package, Name, precision, ModelPrecision.Int8, ModelPrecision.Fp32);
        }

        var graph = package.Read(file);
        if (!graph.Succeeded)
        {
            return graph.Problem;
        }

        _labels = package.Manifest.Labels.Count;
        _padding = package.Config.PadTokenId;
        try
        {
            var session = SessionFactory.Create(graph.Value, hardware.Accelerator, _threads, options.Value.Arena);
            (var before, _session) = (_session, session);
            before?.Dispose();
            return SessionFactory.FindMismatch(session, _labels) is { } mismatch ? Unusable(package.PathOf(file), mismatch) : null;
        }
        catch (OnnxRuntimeException refused)
        {
            return Unusable(package.PathOf(file), $"ONNX Runtime refuses it: {refused.Message}");
        }
    }

    /// <summary>The longest text: its pages of the arena and the graph are then in memory.</summary>
    public void Warm(int longest)
    {
        using var batch = new TokenBatch(texts: 1, longest);
        Span<int> ids = new int[longest];
        ids.Fill(_padding);
        batch.Add(ids);
        Run(batch, new float[_labels]);
    }

    // Of the shipped model on a processor with VNNI: a run of one text of 24 tokens takes as long as 32 tokens do in a large batch.
    public int TokensOfARun => 8;

    public int Computed(int texts, int tokens, int longest) => texts * longest;

    public void Run(TokenBatch batch, Span<float> logits)
    {
        var (texts, width) = (batch.Count, batch.Longest);
        var ids = ArrayPool<long>.Shared.Rent(texts * width);
        var mask = ArrayPool<long>.Shared.Rent(texts * width);
        var output = ArrayPool<float>.Shared.Rent(logits.Length);
        try
        {
            Pad(batch, ids, mask);
            long[] shape = [texts, width];
            using var idsValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, texts * width), shape);
            using var maskValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mask.AsMemory(0, texts * width), shape);
            using var logitsValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, output.AsMemory(0, logits.Length), [texts, _labels]);
            _session!.Run(_runOptions, SessionFactory.Inputs, [idsValue, maskValue], SessionFactory.Outputs, [logitsValue]);
            output.AsSpan(0, logits.Length).CopyTo(logits);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(ids);
            ArrayPool<long>.Shared.Return(mask);
            ArrayPool<float>.Shared.Return(output);
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        _runOptions.Dispose();
    }

    private static string? FileOf(ModelPrecision precision) => precision switch
    {
        ModelPrecision.Int8 => PackageFiles.OnnxInt8,
        ModelPrecision.Fp32 => PackageFiles.OnnxFp32,
        _ => null,
    };

    // On the right: the fused embedding takes a text's length from its mask and assumes so.
    private void Pad(TokenBatch batch, long[] ids, long[] mask)
    {
        var width = batch.Longest;
        for (var text = 0; text < batch.Count; text++)
        {
            var tokens = batch[text];
            var row = text * width;
            for (var i = 0; i < tokens.Length; i++)
            {
                ids[row + i] = tokens[i];
            }

            ids.AsSpan(row + tokens.Length, width - tokens.Length).Fill(_padding);
            mask.AsSpan(row, tokens.Length).Fill(1);
            mask.AsSpan(row + tokens.Length, width - tokens.Length).Clear();
        }
    }

    private PackageProblem Unusable(string path, string why) => new(
        PackageProblemKind.Invalid,
        path,
        Expected: null,
        Actual: null,
        $"the graph cannot be used: {why}",
        hardware.Accelerator == Accelerator.Cpu
            ? "Export it again from the package's weights, or restore it from git"
            : $"Make a {hardware.Name} device visible to the process, or run a build with HardwareProfile=cpu");
}
