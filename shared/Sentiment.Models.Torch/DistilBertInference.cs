using Sentiment.Models.DistilBert;
using static TorchSharp.torch;

namespace Sentiment.Models.Torch;

/// <summary>
/// The classifier for answering alone: the same weights and the same logits as <see cref="DistilBertClassifier"/>, for less work. It takes the
/// texts of a batch one after the other, so that nothing is computed for padding; weights lie as the products take them; queries, keys
/// and values are one product; after the last layer's keys and values only the [CLS] row goes on, since only it is read.
/// Safe for use from many threads; to be called in a dispose scope and in inference mode (docs/adr/0016).
/// </summary>
public sealed class DistilBertInference : IDisposable
{
    private readonly List<Tensor> _owned = [];
    private readonly InferenceLayer[] _layers;
    private readonly LastInferenceLayer _last;
    private readonly Tensor _words;
    private readonly Tensor _positions;
    private readonly NormWeights _norm;
    private readonly LinearWeights _preClassifier;
    private readonly LinearWeights _classifier;

    /// <param name="weights">In single precision; copied.</param>
    /// <param name="type">What the encoder computes in; the head is in single precision (docs/adr/0008).</param>
    /// <param name="device">Where it runs.</param>
    public DistilBertInference(DistilBertWeights weights, ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        var config = weights.Config;
        var encoder = new InferenceWeights(weights, type, device, _owned);
        var head = new InferenceWeights(weights, ScalarType.Float32, device, _owned);
        var attention = new RaggedAttention(config.Heads, config.Dim);
        _words = encoder.Table(DistilBertTensors.WordEmbeddings, config.VocabularySize);
        _positions = encoder.Table(DistilBertTensors.PositionEmbeddings, config.MaximumPositions);
        _norm = encoder.Norm(DistilBertTensors.EmbeddingNorm);
        _layers = [.. Enumerable.Range(0, config.Layers - 1).Select(number => new InferenceLayer(encoder, attention, number))];
        _last = new LastInferenceLayer(encoder, attention, config.Layers - 1);
        _preClassifier = head.Linear(DistilBertTensors.PreClassifier);
        _classifier = head.Linear(DistilBertTensors.Classifier);
    }

    /// <param name="ids">Token ids, text after text, without padding.</param>
    /// <param name="lengths">Tokens of each text: at least one text, and one token each.</param>
    /// <returns>Logits, texts × labels, in single precision.</returns>
    public Tensor Forward(ReadOnlySpan<int> ids, ReadOnlySpan<int> lengths)
    {
        var texts = PackedTexts.Create(ids, lengths, _words.device);
        var hidden = Embed(texts);
        foreach (var layer in _layers)
        {
            var next = layer.Forward(hidden, texts);
            hidden.Dispose();
            hidden = next;
        }

        var first = _last.Forward(hidden, texts).to(ScalarType.Float32);
        return _classifier.Of(_preClassifier.Of(first).relu_()).index_select(0, texts.Places);
    }

    public void Dispose() => _owned.ForEach(static tensor => tensor.Dispose());

    private Tensor Embed(PackedTexts texts)
    {
        using var scope = NewDisposeScope();
        var words = _words.index_select(0, texts.Ids);
        return _norm.Of(words.add_(_positions.index_select(0, texts.Positions), Scalars.One)).MoveToOuterDisposeScope();
    }
}
