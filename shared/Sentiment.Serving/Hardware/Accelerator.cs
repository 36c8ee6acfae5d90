namespace Sentiment.Serving.Hardware;

/// <summary>What runs the model. The names, in lower case, are those of the build property <c>HardwareProfile</c>.</summary>
public enum Accelerator
{
    /// <summary>The processor alone.</summary>
    Cpu,

    /// <summary>The first NVIDIA GPU, on Linux.</summary>
    Cuda,

    /// <summary>The first DirectX 12 GPU, on Windows; ONNX Runtime only.</summary>
    DirectMl,
}
