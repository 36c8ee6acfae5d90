using Microsoft.Extensions.Options;
using Sentiment.Inference.Onnx;
using Sentiment.Inference.Torch;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;

namespace Sentiment.Evaluation.Variants;

/// <summary>A way to run a package: a backend in a precision.</summary>
/// <param name="Name">As in a package's manifest, such as <c>onnx/int8</c>.</param>
/// <param name="Precision">Of the arithmetic.</param>
/// <param name="CreateBackend">By the number of its threads.</param>
internal sealed record ModelVariant(string Name, ModelPrecision Precision, Func<int, IModelBackend> CreateBackend)
{
    public static IReadOnlyList<ModelVariant> All { get; } =
    [
        new(ModelVariants.OnnxFp32, ModelPrecision.Fp32, Onnx),
        new(ModelVariants.OnnxInt8, ModelPrecision.Int8, Onnx),
        new(ModelVariants.TorchFp32, ModelPrecision.Fp32, Torch),
        new(ModelVariants.TorchBf16, ModelPrecision.Bf16, Torch),
    ];

    /// <summary>Those that are shipped as arms, and FP32 in ONNX Runtime, which tells rounding from runtime.</summary>
    public static IReadOnlyList<string> Usual { get; } = [ModelVariants.OnnxFp32, ModelVariants.OnnxInt8, ModelVariants.TorchFp32];

    private static OnnxBackend Onnx(int threads) => new(Options.Create(new OnnxOptions { Threads = threads }), HardwareProfile.Current);

    private static TorchBackend Torch(int threads) => new(Options.Create(new TorchOptions { Threads = threads }), HardwareProfile.Current);
}
