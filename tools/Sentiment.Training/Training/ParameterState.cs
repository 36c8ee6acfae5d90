using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sentiment.Training.Training;

/// <summary>One parameter with its gradient and what the optimizer remembers of it. All arrays have the parameter's length.</summary>
internal sealed class ParameterState(string name, Parameter parameter)
{
    private Tensor? _gradient;

    public string Name { get; } = name;

    /// <summary>Matrices decay; biases and norms do not.</summary>
    public bool Decays { get; } = parameter.shape.Length > 1;

    public float[] FirstMoment { get; } = new float[parameter.numel()];

    public float[] SecondMoment { get; } = new float[parameter.numel()];

    public float[] Average { get; } = ValuesOf(parameter).ToArray();

    public int Length => FirstMoment.Length;

    /// <summary>libtorch's own memory.</summary>
    public Span<float> Values => ValuesOf(parameter);

    /// <summary>libtorch's own memory; empty before the first backward pass. The step zeroes it in place, so that it stays where it is.</summary>
    public Span<float> Gradient
    {
        get
        {
            _gradient ??= parameter.grad?.DetachFromDisposeScope();
            return _gradient is null ? [] : ValuesOf(_gradient);
        }
    }

    private static Span<float> ValuesOf(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
