using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sentiment.Training.Optimization;

/// <summary>
/// One parameter, of which each lane has a copy, and what the optimizer remembers of it. All arrays have the parameter's length.
/// </summary>
internal sealed class ParameterState(string name, params IReadOnlyList<Parameter> copies)
{
    private readonly Tensor?[] _gradients = new Tensor?[copies.Count];

    public string Name { get; } = name;

    /// <summary>Matrices decay; biases and norms do not.</summary>
    public bool Decays { get; } = copies[0].shape.Length > 1;

    public float[] FirstMoment { get; } = new float[copies[0].numel()];

    public float[] SecondMoment { get; } = new float[copies[0].numel()];

    public float[] Average { get; } = ValuesOf(copies[0]).ToArray();

    public int Length => FirstMoment.Length;

    public int Copies => copies.Count;

    /// <summary>libtorch's own memory, of the first lane, whose values are the run's.</summary>
    public Span<float> Values => ValuesOf(copies[0]);

    /// <inheritdoc cref="Values"/>
    public Span<float> ValuesIn(int lane) => ValuesOf(copies[lane]);

    /// <summary>libtorch's own memory; empty before the lane's first backward pass. The step zeroes it in place, so that it stays where it is.</summary>
    public Span<float> GradientIn(int lane)
    {
        _gradients[lane] ??= copies[lane].grad?.DetachFromDisposeScope();
        return _gradients[lane] is { } gradient ? ValuesOf(gradient) : [];
    }

    /// <summary>Gives all lanes the values of the first.</summary>
    public void Spread()
    {
        for (var lane = 1; lane < copies.Count; lane++)
        {
            Values.CopyTo(ValuesIn(lane));
        }
    }

    private static Span<float> ValuesOf(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
