using Sentiment.Models.Packages;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>
/// The classifier for answering alone: the same weights and the same logits as <see cref="DistilBertClassifier"/>, for less work. Queries, keys
/// and values are one product; after the last layer's keys and values only the [CLS] row goes on, since only it is read; and nothing is
/// in between that training needs. Safe for use from many threads; to be called in a dispose scope and in inference mode.
/// </summary>
public sealed class DistilBertInference : IDisposable
{
    private readonly DistilBertClassifier _model;
    private readonly InferenceLayer[] _layers;
    private readonly Tensor _words;
    private readonly Tensor _positions;
    private readonly LayerWeights _norm;
    private readonly LayerWeights _preClassifier;
    private readonly LayerWeights _classifier;
    private readonly long[] _width;

    /// <param name="model">On its device and in its precision; owned from here on.</param>
    public DistilBertInference(DistilBertClassifier model)
    {
        _model = model;
        Config = model.Config;
        _width = [model.Config.Dim];
        _words = model.Parameter("distilbert.embeddings.word_embeddings.weight");
        _positions = model.Parameter("distilbert.embeddings.position_embeddings.weight");
        _norm = LayerWeights.Of(model, "distilbert.embeddings.LayerNorm");
        _layers = [.. Enumerable.Range(0, model.Config.Layers).Select(number => new InferenceLayer(model, number))];
        _preClassifier = LayerWeights.Of(model, "pre_classifier");
        _classifier = LayerWeights.Of(model, "classifier");
    }

    public DistilBertConfig Config { get; }

    /// <param name="ids">Token ids, batch × sequence.</param>
    /// <param name="mask">True for tokens, false for padding; null where no row is padded.</param>
    /// <returns>Logits, batch × labels, in single precision.</returns>
    public Tensor Forward(Tensor ids, Tensor? mask)
    {
        // batch × 1 × 1 × sequence, true where a key may be attended to.
        var keys = mask?.unsqueeze(1).unsqueeze(1);
        var hidden = _words.index_select(0, ids.flatten()).view(ids.shape[0], ids.shape[1], -1).add_(_positions.narrow(0, 0, ids.shape[1]), Scalars.One);
        hidden = functional.layer_norm(hidden, _width, _norm.Weight, _norm.Bias, DistilBertLayer.NormEpsilon);
        for (var i = 0; i < _layers.Length - 1; i++)
        {
            hidden = _layers[i].Forward(hidden, keys);
        }

        var first = _layers[^1].ForwardFirst(hidden, keys).to(_preClassifier.Weight.dtype);
        var pooled = functional.linear(first, _preClassifier.Weight, _preClassifier.Bias).relu_();
        return functional.linear(pooled, _classifier.Weight, _classifier.Bias).to(ScalarType.Float32);
    }

    public void Dispose()
    {
        Array.ForEach(_layers, static layer => layer.Dispose());
        _model.Dispose();
    }
}

/// <summary>Weight and bias of a linear layer or a norm; the model owns them.</summary>
internal readonly record struct LayerWeights(Tensor Weight, Tensor Bias)
{
    public static LayerWeights Of(DistilBertClassifier model, string name) => new(model.Parameter($"{name}.weight"), model.Parameter($"{name}.bias"));
}
