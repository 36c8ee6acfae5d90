using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;
using Sentiment.Models.Torch;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;
using static TorchSharp.torch;

namespace Sentiment.Inference.Torch;

/// <summary>Step 12 with libtorch: the texts of the batch one after the other, nothing padded.</summary>
internal sealed class TorchBackend(IOptions<TorchOptions> options, HardwareProfile hardware) : IModelBackend
{
    private readonly int _threads = options.Value.Threads;
    private DistilBertInference? _model;
    private int _labels;

    public string Name => Contracts.Predictions.Backends.Torch;

    public string Hardware => $"{hardware.Name}, {_threads} thread{(_threads == 1 ? string.Empty : "s")}, libtorch {__version__}";

    public PackageProblem? Load(ModelPackage package, ModelPrecision precision)
    {
        var problem = LoadWeights(package, precision);

        // The file's bytes and the numbers read from it are done with, and a pool makes too little garbage to have them collected soon.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        return problem;
    }

    /// <summary>A short and the longest text, together and alone: kernels for one text and for several are then chosen and their code is in memory.</summary>
    public void Warm(int longest)
    {
        using var batch = new TokenBatch(texts: 2, longest + 2);
        ReadOnlySpan<int> ids = new int[longest];
        batch.Add(ids[..2]);
        Run(batch, new float[_labels]);
        batch.Add(ids);
        Run(batch, new float[2 * _labels]);
    }

    // Of the shipped model in FP32 on one thread with AVX2: 3.4 ms a run and 84 µs a token; with AVX-512 13 tokens, 0.54 ms and 41 µs. The
    // planner asks only that it is not nothing: without padding, together is always cheaper than apart.
    public int TokensOfARun => 40;

    public int Computed(int texts, int tokens, int longest) => tokens;

    public void Run(TokenBatch batch, Span<float> logits)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        Span<int> lengths = new int[batch.Count];
        for (var text = 0; text < lengths.Length; text++)
        {
            lengths[text] = batch[text].Length;
        }

        var output = _model!.Forward(batch.Ids, lengths).cpu();
        MemoryMarshal.Cast<byte, float>(output.bytes).CopyTo(logits);
    }

    public void Dispose() => _model?.Dispose();

    private PackageProblem? LoadWeights(ModelPackage package, ModelPrecision precision)
    {
        if (TypeOf(precision) is not { } type)
        {
            return UnsupportedPrecision.Refuse(package, Name, precision, ModelPrecision.Fp32, ModelPrecision.Bf16);
        }

        var file = package.Read(PackageFiles.Weights);
        if (!file.Succeeded)
        {
            return file.Problem;
        }

        if (TorchRuntime.Start(hardware.Accelerator, _threads) is not { } device)
        {
            return NoDevice(package);
        }

        try
        {
            using var tensors = SafetensorsFile.Read(file.Value);
            var model = new DistilBertInference(DistilBertWeights.Read(tensors, package.Config), type, device);
            (var before, _model) = (_model, model);
            before?.Dispose();
        }
        catch (SafetensorsFormatException refused)
        {
            return Unusable(package.PathOf(PackageFiles.Weights), refused.Message);
        }

        _labels = package.Manifest.Labels.Count;
        return null;
    }

    private static ScalarType? TypeOf(ModelPrecision precision) => precision switch
    {
        ModelPrecision.Fp32 => ScalarType.Float32,
        ModelPrecision.Bf16 => ScalarType.BFloat16,
        _ => null,
    };

    private PackageProblem NoDevice(ModelPackage package) => new(
        PackageProblemKind.Unsupported,
        package.Directory,
        hardware.Name,
        "cpu",
        $"this build is for {hardware.Name}, and libtorch finds no such device",
        "Make the device visible to the process, or run a build with HardwareProfile=cpu");

    private static PackageProblem Unusable(string path, string why) => new(
        PackageProblemKind.Invalid,
        path,
        Expected: null,
        Actual: null,
        $"the weights cannot be used: {why.TrimEnd('.')}",
        "Restore the file from git, or make the package again with './sentiment train'");
}
