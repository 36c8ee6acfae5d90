using Sentiment.Models.Packages;

namespace Sentiment.Models.DistilBert;

/// <summary>Names and shapes of a DistilBERT classifier's tensors, as Hugging Face writes them. A linear weight is [outputs, inputs].</summary>
public static class DistilBertTensors
{
    public const string WordEmbeddings = "distilbert.embeddings.word_embeddings.weight";
    public const string PositionEmbeddings = "distilbert.embeddings.position_embeddings.weight";
    public const string EmbeddingNorm = "distilbert.embeddings.LayerNorm";
    public const string PreClassifier = "pre_classifier";
    public const string Classifier = "classifier";

    public static string Query(int layer) => $"{Layer(layer)}.attention.q_lin";

    public static string Key(int layer) => $"{Layer(layer)}.attention.k_lin";

    public static string Value(int layer) => $"{Layer(layer)}.attention.v_lin";

    public static string AttentionOutput(int layer) => $"{Layer(layer)}.attention.out_lin";

    public static string AttentionNorm(int layer) => $"{Layer(layer)}.sa_layer_norm";

    public static string FeedForwardIn(int layer) => $"{Layer(layer)}.ffn.lin1";

    public static string FeedForwardOut(int layer) => $"{Layer(layer)}.ffn.lin2";

    public static string OutputNorm(int layer) => $"{Layer(layer)}.output_layer_norm";

    public static string Weight(string module) => $"{module}.weight";

    public static string Bias(string module) => $"{module}.bias";

    /// <summary>Every tensor that a model of this configuration has, with its shape.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Expected(DistilBertConfig config)
    {
        yield return (WordEmbeddings, [config.VocabularySize, config.Dim]);
        yield return (PositionEmbeddings, [config.MaximumPositions, config.Dim]);
        foreach (var tensor in Norm(EmbeddingNorm, config.Dim))
        {
            yield return tensor;
        }

        foreach (var tensor in Enumerable.Range(0, config.Layers).SelectMany(layer => ExpectedOfLayer(config, layer)))
        {
            yield return tensor;
        }

        foreach (var tensor in Linear(PreClassifier, config.Dim, config.Dim).Concat(Linear(Classifier, config.LabelCount, config.Dim)))
        {
            yield return tensor;
        }
    }

    private static IEnumerable<(string Name, long[] Shape)> ExpectedOfLayer(DistilBertConfig config, int layer) =>
    [
        .. Linear(Query(layer), config.Dim, config.Dim),
        .. Linear(Key(layer), config.Dim, config.Dim),
        .. Linear(Value(layer), config.Dim, config.Dim),
        .. Linear(AttentionOutput(layer), config.Dim, config.Dim),
        .. Norm(AttentionNorm(layer), config.Dim),
        .. Linear(FeedForwardIn(layer), config.HiddenDim, config.Dim),
        .. Linear(FeedForwardOut(layer), config.Dim, config.HiddenDim),
        .. Norm(OutputNorm(layer), config.Dim),
    ];

    private static (string Name, long[] Shape)[] Linear(string module, int outputs, int inputs) =>
        [(Weight(module), [outputs, inputs]), (Bias(module), [outputs])];

    private static (string Name, long[] Shape)[] Norm(string module, int width) =>
        [(Weight(module), [width]), (Bias(module), [width])];

    private static string Layer(int layer) => $"distilbert.transformer.layer.{layer}";
}
