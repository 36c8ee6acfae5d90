using Sentiment.Models.Packages;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>
/// DistilBertForSequenceClassification: <c>(input_ids, attention_mask) -> logits</c>, batch × sequence (int64) to batch × labels.
/// Parameters have Hugging Face's names, so a state dictionary moves between the two unchanged.
/// </summary>
public sealed class DistilBertClassifier : Module<Tensor, Tensor?, Tensor>
{
    private readonly DistilBertEncoder _encoder;
    private readonly Linear _preClassifier;
    private readonly Linear _classifier;
    private readonly double _dropout;

    public DistilBertClassifier(DistilBertConfig config)
        : base(nameof(DistilBertClassifier))
    {
        Config = config;
        _encoder = new DistilBertEncoder(config);
        _preClassifier = Linear(config.Dim, config.Dim);
        _classifier = Linear(config.Dim, config.LabelCount);
        _dropout = config.ClassifierDropout;
        register_module("distilbert", _encoder);
        register_module("pre_classifier", _preClassifier);
        register_module("classifier", _classifier);
    }

    public DistilBertConfig Config { get; }

    /// <param name="ids">Token ids, batch × sequence.</param>
    /// <param name="mask">1 for tokens, 0 for padding; null where no row is padded, which saves the masking.</param>
    public override Tensor forward(Tensor ids, Tensor? mask)
    {
        using var hidden = _encoder.call(ids, mask);
        // The [CLS] row stands for the text.
        using var row = hidden.select(1, 0);
        using var first = row.to(_preClassifier.weight!.dtype);
        using var pooled = functional.relu(_preClassifier.call(first));
        using var kept = functional.dropout(pooled, _dropout, training);
        return _classifier.call(kept);
    }

    /// <summary>The hidden state of every token, batch × sequence × width: what pretraining learns from.</summary>
    /// <inheritdoc cref="forward"/>
    public Tensor Encode(Tensor ids, Tensor? mask) => _encoder.call(ids, mask);

    /// <summary>The hidden state of every token where it may attend only to itself and to what stands before it: batch × sequence × width.</summary>
    /// <param name="ids">Token ids, batch × sequence. Padding at the end of a row needs no mask: nothing before it sees it.</param>
    public Tensor EncodeCausal(Tensor ids)
    {
        using var all = torch.ones(ids.shape[1], ids.shape[1], dtype: ScalarType.Bool, device: ids.device);
        using var before = all.tril();
        return _encoder.Attend(ids, before);
    }

    /// <summary>Encoder in another precision, the head as it is: a logit rounded to bfloat16 moves a score by a thousandth.</summary>
    public void SetEncoderType(ScalarType type) => _encoder.to(type);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _encoder.Dispose();
            _preClassifier.Dispose();
            _classifier.Dispose();
        }

        base.Dispose(disposing);
    }
}
