using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>One layer of <see cref="DistilBertInference"/>.</summary>
internal sealed class InferenceLayer : IDisposable
{
    private readonly int _width;
    private readonly int _heads;
    private readonly long[] _normalised;
    private readonly Tensor _projection;
    private readonly Tensor _projectionBias;
    private readonly LayerWeights _output;
    private readonly LayerWeights _attentionNorm;
    private readonly LayerWeights _widen;
    private readonly LayerWeights _narrow;
    private readonly LayerWeights _outputNorm;

    public InferenceLayer(DistilBertClassifier model, int number)
    {
        var name = $"distilbert.transformer.layer.{number}";
        (_width, _heads) = (model.Config.Dim, model.Config.Heads);
        _normalised = [_width];
        LayerWeights[] parts = [Part("attention.q_lin"), Part("attention.k_lin"), Part("attention.v_lin")];
        _projection = cat([.. parts.Select(static part => part.Weight)]).DetachFromDisposeScope();
        _projectionBias = cat([.. parts.Select(static part => part.Bias)]).DetachFromDisposeScope();
        _output = Part("attention.out_lin");
        _attentionNorm = Part("sa_layer_norm");
        _widen = Part("ffn.lin1");
        _narrow = Part("ffn.lin2");
        _outputNorm = Part("output_layer_norm");

        LayerWeights Part(string part) => LayerWeights.Of(model, $"{name}.{part}");
    }

    /// <summary>batch × sequence × width to the same.</summary>
    public Tensor Forward(Tensor hidden, Tensor? keys)
    {
        var (batch, length) = (hidden.shape[0], hidden.shape[1]);
        var parts = functional.linear(hidden, _projection, _projectionBias).view(batch, length, 3, _heads, _width / _heads).permute(2, 0, 3, 1, 4);
        return Finish(hidden, Attend(parts.select(0, 0), parts.select(0, 1), parts.select(0, 2), keys));
    }

    /// <summary>The same for the first row of each text alone: batch × width.</summary>
    public Tensor ForwardFirst(Tensor hidden, Tensor? keys)
    {
        var (batch, length) = (hidden.shape[0], hidden.shape[1]);
        var first = hidden.narrow(1, 0, 1);
        var query = functional.linear(first, _projection.narrow(0, 0, _width), _projectionBias.narrow(0, 0, _width));
        var others = functional.linear(hidden, _projection.narrow(0, _width, 2 * _width), _projectionBias.narrow(0, _width, 2 * _width))
            .view(batch, length, 2, _heads, _width / _heads).permute(2, 0, 3, 1, 4);
        var heads = query.view(batch, 1, _heads, _width / _heads).transpose(1, 2);
        return Finish(first, Attend(heads, others.select(0, 0), others.select(0, 1), keys)).squeeze(1);
    }

    public void Dispose()
    {
        _projection.Dispose();
        _projectionBias.Dispose();
    }

    // In single precision whatever the layer computes in: the sums over a text's tokens, and they alone, change with its padding.
    private Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? keys) => functional.scaled_dot_product_attention(
            query.to(ScalarType.Float32), key.to(ScalarType.Float32), value.to(ScalarType.Float32), keys)
        .transpose(1, 2).flatten(2).to(_projection.dtype);

    // In place wherever the sum has no other reader.
    private Tensor Finish(Tensor hidden, Tensor context)
    {
        var attended = functional.linear(context, _output.Weight, _output.Bias).add_(hidden, Scalars.One);
        var middle = functional.layer_norm(attended, _normalised, _attentionNorm.Weight, _attentionNorm.Bias, DistilBertLayer.NormEpsilon);
        var wide = functional.gelu(functional.linear(middle, _widen.Weight, _widen.Bias));
        var narrow = functional.linear(wide, _narrow.Weight, _narrow.Bias).add_(middle, Scalars.One);
        return functional.layer_norm(narrow, _normalised, _outputNorm.Weight, _outputNorm.Bias, DistilBertLayer.NormEpsilon);
    }
}
