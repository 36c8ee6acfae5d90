using Sentiment.Models.Onnx;
using Sentiment.Models.Packages;
using Names = Sentiment.Models.DistilBert.DistilBertTensors;

namespace Sentiment.Models.DistilBert;

/// <summary>
/// Writes a DistilBERT classifier as an ONNX graph: <c>input_ids</c> and <c>attention_mask</c>, int64 [batch, sequence], to <c>logits</c> [batch, labels].
/// Padding goes on the right. The classifier reads the first position only, so the last block computes no other:
/// its query, its feed-forward network and the head run on one row a text.
/// </summary>
internal sealed class DistilBertGraph
{
    public const string InputIds = "input_ids";
    public const string AttentionMask = "attention_mask";
    public const string Logits = "logits";

    private const string Batch = "batch";
    private const string Sequence = "sequence";

    private readonly DistilBertWeights _weights;
    private readonly IGraphPrecision _precision;
    private readonly OnnxGraph _graph = new("distilbert");

    private DistilBertGraph(DistilBertWeights weights, IGraphPrecision precision)
    {
        _weights = weights;
        _precision = precision;
    }

    public static OnnxGraph Build(DistilBertWeights weights, IGraphPrecision precision) => new DistilBertGraph(weights, precision).Build();

    private OnnxGraph Build()
    {
        var config = _weights.Config;
        var ids = ToInt32(_graph.Input(new OnnxValue(InputIds, OnnxType.Int64, [Batch, Sequence])));
        var mask = ToInt32(_graph.Input(new OnnxValue(AttentionMask, OnnxType.Int64, [Batch, Sequence])));
        _graph.Output(new OnnxValue(Logits, OnnxType.Float, [Batch, config.LabelCount]));

        var hidden = Embed(ids);
        for (var layer = 0; layer < config.Layers - 1; layer++)
        {
            hidden = Block(hidden, mask, layer);
        }

        Classify(LastBlock(hidden, mask, config.Layers - 1));
        return _graph;
    }

    // ONNX Runtime's fused operators take 32-bit ids and masks, Hugging Face's contract has 64.
    private string ToInt32(string input) =>
        _graph.Node(OnnxOperator.Cast, $"{input}.int32", [input], OnnxArgument.Int("to", (long)OnnxType.Int32));

    private string Embed(string ids)
    {
        var config = _weights.Config;
        var words = _precision.Table(_graph, "embeddings.words", [config.VocabularySize, config.Dim], _weights[Names.WordEmbeddings]);
        var positions = _precision.Table(_graph, "embeddings.positions", [config.MaximumPositions, config.Dim], _weights[Names.PositionEmbeddings]);
        var (gamma, beta) = Norm("embeddings.norm", Names.EmbeddingNorm);

        // Left out: segment ids and segment table, which DistilBERT has not. The second output must be named though nothing takes it.
        _graph.Node(new OnnxNode(
            OnnxOperator.EmbedLayerNormalization,
            ["embeddings.output", "embeddings.mask_index"],
            [ids, string.Empty, words, positions, string.Empty, gamma, beta],
            [OnnxArgument.Float("epsilon", DistilBertConfig.LayerNormEpsilon)]));
        return "embeddings.output";
    }

    private string Block(string input, string mask, int layer)
    {
        var projection = Join($"layer{layer}.attention", input, Names.Query(layer), Names.Key(layer), Names.Value(layer));
        var context = _precision.Attention(_graph, projection, mask, _weights.Config.Heads);
        return FeedForward(input, context, layer);
    }

    private string LastBlock(string input, string mask, int layer)
    {
        var prefix = $"layer{layer}.attention";
        var first = _graph.Constant(OnnxTensor.Int64Vector("first", 0));
        var row = _graph.Node(OnnxOperator.Gather, $"layer{layer}.first", [input, first], OnnxArgument.Int("axis", 1));

        var query = _precision.Linear(_graph, Site($"{prefix}.query", row, Names.Query(layer)));
        var key = _precision.Linear(_graph, Site($"{prefix}.key", input, Names.Key(layer)));
        var value = _precision.Linear(_graph, Site($"{prefix}.value", input, Names.Value(layer)));
        var context = _graph.Node(
            OnnxOperator.MultiHeadAttention,
            $"{prefix}.context",
            [query, key, value, string.Empty, mask],
            OnnxArgument.Int("num_heads", _weights.Config.Heads));
        return FeedForward(row, context, layer);
    }

    private string FeedForward(string input, string context, int layer)
    {
        var prefix = $"layer{layer}";
        var attended = _precision.Linear(_graph, Site($"{prefix}.attention.out", context, Names.AttentionOutput(layer)));
        var middle = AddAndNormalize($"{prefix}.middle", attended, input, Names.AttentionNorm(layer));

        var wide = _precision.Linear(_graph, Site($"{prefix}.ffn.in", middle, Names.FeedForwardIn(layer)));
        var activated = _graph.Node(OnnxOperator.Gelu, $"{prefix}.ffn.gelu", [wide]);

        var narrow = _precision.Linear(_graph, Site($"{prefix}.ffn.out", activated, Names.FeedForwardOut(layer)));
        return AddAndNormalize($"{prefix}.output", narrow, middle, Names.OutputNorm(layer));
    }

    // Sum and not Add: ONNX Runtime would fuse Add into SkipLayerNormalization, whose loop is slower on a CPU than these two together.
    private string AddAndNormalize(string name, string value, string skip, string norm)
    {
        var (gamma, beta) = Norm($"{name}.norm", norm);
        var sum = _graph.Node(OnnxOperator.Sum, $"{name}.sum", [value, skip]);
        return _graph.Node(
            OnnxOperator.LayerNormalization,
            name,
            [sum, gamma, beta],
            OnnxArgument.Float("epsilon", DistilBertConfig.LayerNormEpsilon));
    }

    // Two small products a text: not worth the error of integers.
    private void Classify(string row)
    {
        var config = _weights.Config;
        var index = _graph.Constant(OnnxTensor.Int64Scalar("only", 0));
        var pooled = _graph.Node(OnnxOperator.Gather, "pooled", [row, index], OnnxArgument.Int("axis", 1));
        var dense = Gemm("pre_classifier", pooled, Names.PreClassifier, config.Dim);
        var active = _graph.Node(OnnxOperator.Relu, "pre_classifier.relu", [dense]);
        Gemm(Logits, active, Names.Classifier, config.LabelCount);
    }

    private string Gemm(string name, string input, string module, int outputs)
    {
        var weight = _precision.Table(_graph, $"{name}.weight", [outputs, _weights.Config.Dim], _weights[Names.Weight(module)]);
        var bias = Vector($"{name}.bias", _weights[Names.Bias(module)]);
        return _graph.Node(OnnxOperator.Gemm, name, [input, weight, bias], OnnxArgument.Int("transB", 1));
    }

    private (string Gamma, string Beta) Norm(string name, string module) =>
        (Vector($"{name}.gamma", _weights[Names.Weight(module)]), Vector($"{name}.beta", _weights[Names.Bias(module)]));

    private string Vector(string name, float[] values) => _graph.Constant(OnnxTensor.Single(name, [values.Length], values));

    private LinearSite Site(string name, string input, string module)
    {
        var bias = _weights[Names.Bias(module)];
        var inputs = _weights[Names.Weight(module)].Length / bias.Length;
        return new LinearSite(name, input, _weights.Transposed(module, bias.Length, inputs), bias, inputs);
    }

    // Several modules over one input as one product: their columns side by side.
    private LinearSite Join(string name, string input, params string[] modules)
    {
        var sites = modules.Select(module => Site(name, input, module)).ToArray();
        var (inputs, outputs) = (sites[0].Inputs, sites.Sum(site => site.Outputs));
        var weight = new float[inputs * outputs];
        for (var row = 0; row < inputs; row++)
        {
            var target = row * outputs;
            foreach (var site in sites)
            {
                site.Weight.AsSpan(row * site.Outputs, site.Outputs).CopyTo(weight.AsSpan(target));
                target += site.Outputs;
            }
        }

        return new LinearSite(name, input, weight, [.. sites.SelectMany(site => site.Bias)], inputs);
    }
}
