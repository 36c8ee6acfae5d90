using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sentiment.Training.Optimization;

/// <summary>
/// One parameter, of which each lane has a copy, and what the optimizer knows of it, in single precision whatever lanes compute in: steps
/// are too small to be added to weights of eight bits. All arrays have the parameter's length.
/// </summary>
internal sealed class ParameterState(string name, params IReadOnlyList<Parameter> copies)
{
    private readonly Tensor?[] _gradients = new Tensor?[copies.Count];

    public string Name { get; } = name;

    /// <summary>Matrices decay; biases and norms do not.</summary>
    public bool Decays { get; } = copies[0].shape.Length > 1;

    /// <summary>The run's weights, of which those of lanes are copies.</summary>
    public float[] Values { get; } = Singles(copies[0]);

    public float[] Average { get; } = Singles(copies[0]);

    /// <summary>The sum over lanes.</summary>
    public float[] Gradient { get; } = new float[copies[0].numel()];

    public float[] FirstMoment { get; } = new float[copies[0].numel()];

    public float[] SecondMoment { get; } = new float[copies[0].numel()];

    public int Length => Values.Length;

    /// <summary>Takes a part of the lanes' gradients as <see cref="Gradient"/>, and zeroes them.</summary>
    /// <returns>False where no backward pass has come by yet.</returns>
    public bool GatherGradient(int start, int length)
    {
        var sum = Gradient.AsSpan(start, length);
        sum.Clear();
        var found = false;
        for (var lane = 0; lane < copies.Count; lane++)
        {
            // Zeroed in place, so that it stays where it is.
            _gradients[lane] ??= copies[lane].grad?.DetachFromDisposeScope();
            if (_gradients[lane] is { } gradient)
            {
                LaneMemory.MoveTo(gradient, start, sum);
                found = true;
            }
        }

        return found;
    }

    /// <summary>Gives all lanes a part of <see cref="Values"/>.</summary>
    public void Spread(int start, int length)
    {
        foreach (var copy in copies)
        {
            LaneMemory.Write(Values.AsSpan(start, length), copy, start);
        }
    }

    private static float[] Singles(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).data<float>().ToArray();
    }
}
