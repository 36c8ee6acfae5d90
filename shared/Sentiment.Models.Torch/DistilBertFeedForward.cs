using Sentiment.Models.Packages;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>Two linear layers around a GELU (the exact one, with erf).</summary>
internal sealed class DistilBertFeedForward : Module<Tensor, Tensor>
{
    private readonly Linear _widen;
    private readonly Linear _narrow;
    private readonly double _dropout;

    public DistilBertFeedForward(DistilBertConfig config)
        : base(nameof(DistilBertFeedForward))
    {
        _widen = Linear(config.Dim, config.HiddenDim);
        _narrow = Linear(config.HiddenDim, config.Dim);
        _dropout = config.Dropout;
        register_module("lin1", _widen);
        register_module("lin2", _narrow);
    }

    public override Tensor forward(Tensor hidden)
    {
        using var wide = _widen.call(hidden);
        using var active = functional.gelu(wide);
        using var narrow = _narrow.call(active);
        return functional.dropout(narrow, _dropout, training);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _widen.Dispose();
            _narrow.Dispose();
        }

        base.Dispose(disposing);
    }
}
