namespace Sentiment.Models.Packages;

/// <summary>A backend and its precision, as golden logits and accuracies are keyed in a manifest.</summary>
public static class ModelVariants
{
    public const string OnnxInt8 = "onnx/int8";
    public const string OnnxFp32 = "onnx/fp32";
    public const string TorchFp32 = "torch/fp32";
    public const string TorchBf16 = "torch/bf16";
}
