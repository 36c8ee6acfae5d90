using Sentiment.Models.Packages;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>Embeddings and layers: <c>(input_ids, attention_mask) -> hidden</c>, batch × sequence × width.</summary>
internal sealed class DistilBertEncoder : Module<Tensor, Tensor?, Tensor>
{
    private readonly DistilBertEmbeddings _embeddings;
    private readonly ModuleList<DistilBertLayer> _layers;

    public DistilBertEncoder(DistilBertConfig config)
        : base(nameof(DistilBertEncoder))
    {
        _embeddings = new DistilBertEmbeddings(config);
        _layers = ModuleList([.. Enumerable.Range(0, config.Layers).Select(_ => new DistilBertLayer(config))]);
        register_module("embeddings", _embeddings);
        register_module("transformer", new LayerStack(_layers));
    }

    public override Tensor forward(Tensor ids, Tensor? mask)
    {
        // batch × 1 × 1 × sequence, true where a key may be attended to.
        using var keys = mask?.unsqueeze(1).unsqueeze(1).to(ScalarType.Bool);
        return Attend(ids, keys);
    }

    /// <param name="ids">Token ids, batch × sequence.</param>
    /// <param name="allowed">True where a token may attend to another; broadcast to batch × heads × sequence × sequence. Null: everywhere.</param>
    public Tensor Attend(Tensor ids, Tensor? allowed)
    {
        var hidden = _embeddings.call(ids);
        foreach (var layer in _layers)
        {
            var next = layer.call(hidden, allowed);
            hidden.Dispose();
            hidden = next;
        }

        return hidden;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _embeddings.Dispose();
            _layers.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Only there for the name: Hugging Face calls the layers <c>transformer.layer.N</c>.</summary>
    private sealed class LayerStack : Module
    {
        public LayerStack(ModuleList<DistilBertLayer> layers)
            : base(nameof(LayerStack)) => register_module("layer", layers);
    }
}
