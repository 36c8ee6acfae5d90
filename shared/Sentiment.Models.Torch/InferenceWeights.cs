using Sentiment.Models.DistilBert;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>Reads weights into tensors, laid out for <see cref="DistilBertInference"/>.</summary>
/// <param name="weights">In single precision.</param>
/// <param name="type">What is computed in.</param>
/// <param name="device">Where.</param>
/// <param name="owned">Every tensor that is handed out; its owner disposes them.</param>
internal sealed class InferenceWeights(DistilBertWeights weights, ScalarType type, Device device, List<Tensor> owned)
{
    /// <summary>A table of embeddings.</summary>
    public Tensor Table(string name, int rows) => Keep(Read(name).view(rows, -1));

    /// <summary>One product for modules that read the same rows: their outputs beside each other.</summary>
    public LinearWeights Linear(params IReadOnlyList<string> modules)
    {
        var parts = modules.Select(module =>
        {
            var bias = Read(DistilBertTensors.Bias(module));
            return (Weight: Read(DistilBertTensors.Weight(module)).view(bias.shape[0], -1), Bias: bias);
        }).ToArray();
        var weight = cat([.. parts.Select(static part => part.Weight)]).t();

        // bfloat16 stays turned round: where the processor cannot multiply it, libtorch's own loop takes five times as long otherwise.
        return new LinearWeights(
            Keep(type == ScalarType.Float32 ? weight.contiguous() : weight),
            Keep(cat([.. parts.Select(static part => part.Bias)])));
    }

    public NormWeights Norm(string module) => new(Keep(Read(DistilBertTensors.Weight(module))), Keep(Read(DistilBertTensors.Bias(module))));

    private Tensor Read(string name)
    {
        var values = weights[name];
        var tensor = empty(values.Length);
        values.CopyTo(DistilBertLoading.Memory(tensor));
        return tensor;
    }

    private Tensor Keep(Tensor tensor)
    {
        var kept = tensor.to(type).to(device).DetachFromDisposeScope();
        owned.Add(kept);
        return kept;
    }
}

/// <summary>A linear layer.</summary>
/// <param name="Weight">[inputs, outputs]: as a product takes it.</param>
/// <param name="Bias">[outputs].</param>
internal readonly record struct LinearWeights(Tensor Weight, Tensor Bias)
{
    public Tensor Of(Tensor rows) => addmm(Bias, rows, Weight, beta: 1, alpha: 1);
}

/// <summary>A layer norm over the last dimension.</summary>
internal sealed class NormWeights(Tensor weight, Tensor bias)
{
    private readonly long[] _shape = weight.shape;

    public Tensor Of(Tensor rows) => functional.layer_norm(rows, _shape, weight, bias, DistilBertLayer.NormEpsilon);
}
