using Sentiment.Models.Packages;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Models.Torch;

/// <summary>Multi-head self-attention; padding is masked as a key and never attended to.</summary>
internal sealed class DistilBertAttention : Module<Tensor, Tensor?, Tensor>
{
    private readonly DistilBertConfig _config;
    private readonly Linear _query;
    private readonly Linear _key;
    private readonly Linear _value;
    private readonly Linear _output;

    public DistilBertAttention(DistilBertConfig config)
        : base(nameof(DistilBertAttention))
    {
        _config = config;
        _query = Linear(config.Dim, config.Dim);
        _key = Linear(config.Dim, config.Dim);
        _value = Linear(config.Dim, config.Dim);
        _output = Linear(config.Dim, config.Dim);
        register_module("q_lin", _query);
        register_module("k_lin", _key);
        register_module("v_lin", _value);
        register_module("out_lin", _output);
    }

    public override Tensor forward(Tensor hidden, Tensor? keys)
    {
        using var query = Heads(_query, hidden);
        using var key = Heads(_key, hidden);
        using var value = Heads(_value, hidden);
        using var attended = functional.scaled_dot_product_attention(query, key, value, keys, training ? _config.AttentionDropout : 0);
        using var context = attended.to(hidden.dtype);
        using var transposed = context.transpose(1, 2);
        using var joined = transposed.reshape(hidden.shape);
        return _output.call(joined);
    }

    /// <summary>
    /// batch × sequence × width to batch × heads × sequence × width of a head, in single precision whatever the layer computes in: the sums
    /// over a text's tokens, and they alone, change with its padding, and in bfloat16 by enough to be seen in a score.
    /// </summary>
    private Tensor Heads(Linear projection, Tensor hidden)
    {
        using var projected = projection.call(hidden);
        using var split = projected.view(hidden.shape[0], hidden.shape[1], _config.Heads, _config.Dim / _config.Heads);
        using var heads = split.transpose(1, 2);
        return heads.to(ScalarType.Float32);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _query.Dispose();
            _key.Dispose();
            _value.Dispose();
            _output.Dispose();
        }

        base.Dispose(disposing);
    }
}
