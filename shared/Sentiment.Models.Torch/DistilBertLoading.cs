using System.Runtime.InteropServices;
using Sentiment.Models.DistilBert;
using static TorchSharp.torch;

namespace Sentiment.Models.Torch;

/// <summary>Moves weights between a module and a package's <c>model.safetensors</c>.</summary>
public static class DistilBertLoading
{
    /// <summary>A module with these weights, ready to answer: no dropout, no gradients.</summary>
    /// <param name="weights">In single precision.</param>
    /// <param name="type">What the module computes in.</param>
    public static DistilBertClassifier Load(DistilBertWeights weights, ScalarType type = ScalarType.Float32)
    {
        var model = new DistilBertClassifier(weights.Config);
        model.SetWeights(weights);
        model.eval();
        foreach (var (_, parameter) in model.named_parameters())
        {
            parameter.requires_grad = false;
        }

        model.SetEncoderType(type);
        return model;
    }

    /// <summary>Overwrites the module's parameters. The weights have the module's shapes, or they could not have been read.</summary>
    public static void SetWeights(this DistilBertClassifier model, DistilBertWeights weights)
    {
        foreach (var (name, _) in DistilBertTensors.Expected(weights.Config))
        {
            weights[name].CopyTo(Memory(model.Parameter(name)));
        }
    }

    /// <summary>A parameter by its Hugging Face name.</summary>
    public static Tensor Parameter(this DistilBertClassifier model, string name) =>
        model.get_parameter(name) ?? throw new ArgumentException($"The model has no parameter {name}.", nameof(name));

    /// <summary>A parameter's values in libtorch's own memory, row by row.</summary>
    public static Span<float> Memory(Tensor parameter) => MemoryMarshal.Cast<byte, float>(parameter.bytes);
}
