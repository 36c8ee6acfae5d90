using Sentiment.Models.Packages;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>Word plus position, normalised.</summary>
internal sealed class DistilBertEmbeddings : Module<Tensor, Tensor>
{
    private readonly Embedding _words;
    private readonly Embedding _positions;
    private readonly LayerNorm _norm;
    private readonly double _dropout;

    public DistilBertEmbeddings(DistilBertConfig config)
        : base(nameof(DistilBertEmbeddings))
    {
        _words = Embedding(config.VocabularySize, config.Dim, padding_idx: config.PadTokenId);
        _positions = Embedding(config.MaximumPositions, config.Dim);
        _norm = LayerNorm(config.Dim, DistilBertLayer.NormEpsilon);
        _dropout = config.Dropout;
        register_module("word_embeddings", _words);
        register_module("position_embeddings", _positions);
        register_module("LayerNorm", _norm);
    }

    public override Tensor forward(Tensor ids)
    {
        using var positions = arange(ids.shape[1], dtype: ScalarType.Int64, device: ids.device);
        using var words = _words.call(ids);
        using var places = _positions.call(positions);
        using var sum = words.add(places, Scalars.One);
        using var normalised = _norm.call(sum);
        return functional.dropout(normalised, _dropout, training);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _words.Dispose();
            _positions.Dispose();
            _norm.Dispose();
        }

        base.Dispose(disposing);
    }
}
