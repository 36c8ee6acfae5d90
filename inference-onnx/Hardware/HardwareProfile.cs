using Sentiment.Serving.Hardware;

namespace Sentiment.Inference.Onnx.Hardware;

/// <summary>What the build was made for. The code asks the profile, never the platform.</summary>
/// <param name="Name"><c>cpu</c>.</param>
/// <param name="Threads">Threads of one run, from the container's quota.</param>
internal sealed record HardwareProfile(string Name, int Threads)
{
    public static HardwareProfile Current { get; } = new("cpu", CpuAllowance.Processors);
}
