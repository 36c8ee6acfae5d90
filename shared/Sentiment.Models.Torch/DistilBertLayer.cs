using Sentiment.Models.Packages;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>Self-attention and feed-forward, each added to its input and normalised after (post-norm, as in BERT).</summary>
internal sealed class DistilBertLayer : Module<Tensor, Tensor?, Tensor>
{
    public const double NormEpsilon = 1e-12;

    private readonly DistilBertAttention _attention;
    private readonly LayerNorm _attentionNorm;
    private readonly DistilBertFeedForward _feedForward;
    private readonly LayerNorm _outputNorm;

    public DistilBertLayer(DistilBertConfig config)
        : base(nameof(DistilBertLayer))
    {
        _attention = new DistilBertAttention(config);
        _attentionNorm = LayerNorm(config.Dim, NormEpsilon);
        _feedForward = new DistilBertFeedForward(config);
        _outputNorm = LayerNorm(config.Dim, NormEpsilon);
        register_module("attention", _attention);
        register_module("sa_layer_norm", _attentionNorm);
        register_module("ffn", _feedForward);
        register_module("output_layer_norm", _outputNorm);
    }

    public override Tensor forward(Tensor hidden, Tensor? keys)
    {
        using var attended = _attention.call(hidden, keys);
        using var attendedSum = attended.add(hidden, Scalars.One);
        using var middle = _attentionNorm.call(attendedSum);
        using var forwarded = _feedForward.call(middle);
        using var forwardedSum = forwarded.add(middle, Scalars.One);
        return _outputNorm.call(forwardedSum);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _attention.Dispose();
            _attentionNorm.Dispose();
            _feedForward.Dispose();
            _outputNorm.Dispose();
        }

        base.Dispose(disposing);
    }
}
