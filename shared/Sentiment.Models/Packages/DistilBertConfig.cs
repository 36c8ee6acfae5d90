using System.Text.Json.Serialization;

namespace Sentiment.Models.Packages;

/// <summary>The part of a DistilBERT <c>config.json</c> that decides shapes and arithmetic, in Hugging Face's names.</summary>
public sealed record DistilBertConfig
{
    /// <summary>Width of a token's vector.</summary>
    [JsonPropertyName("dim")]
    public required int Dim { get; init; }

    /// <summary>Transformer blocks.</summary>
    [JsonPropertyName("n_layers")]
    public required int Layers { get; init; }

    /// <summary>Attention heads of a block; divides <see cref="Dim"/>.</summary>
    [JsonPropertyName("n_heads")]
    public required int Heads { get; init; }

    /// <summary>Width of the feed-forward network's inner layer.</summary>
    [JsonPropertyName("hidden_dim")]
    public required int HiddenDim { get; init; }

    /// <summary>Rows of the word embedding.</summary>
    [JsonPropertyName("vocab_size")]
    public required int VocabularySize { get; init; }

    /// <summary>Rows of the position embedding.</summary>
    [JsonPropertyName("max_position_embeddings")]
    public required int MaximumPositions { get; init; }

    /// <summary>The feed-forward network's activation; only the exact <c>gelu</c> is written here.</summary>
    [JsonPropertyName("activation")]
    public string Activation { get; init; } = "gelu";

    [JsonPropertyName("dropout")]
    public double Dropout { get; init; } = 0.1;

    [JsonPropertyName("attention_dropout")]
    public double AttentionDropout { get; init; } = 0.1;

    [JsonPropertyName("seq_classif_dropout")]
    public double ClassifierDropout { get; init; } = 0.2;

    [JsonPropertyName("pad_token_id")]
    public int PadTokenId { get; init; }

    /// <summary>Learned positions when false, the only kind that is written here.</summary>
    [JsonPropertyName("sinusoidal_pos_embds")]
    public bool SinusoidalPositions { get; init; }

    [JsonPropertyName("id2label")]
    public required IReadOnlyDictionary<string, string> LabelById { get; init; }

    [JsonPropertyName("label2id")]
    public required IReadOnlyDictionary<string, int> IdByLabel { get; init; }

    [JsonPropertyName("model_type")]
    public string ModelType { get; init; } = "distilbert";

    [JsonPropertyName("architectures")]
    public IReadOnlyList<string> Architectures { get; init; } = ["DistilBertForSequenceClassification"];

    /// <summary>Epsilon of every layer normalisation; DistilBERT has no key for it.</summary>
    public const float LayerNormEpsilon = 1e-12f;

    /// <summary>Logits of an answer.</summary>
    [JsonIgnore]
    public int LabelCount => LabelById.Count;

    [JsonIgnore]
    public int HeadDim => Dim / Heads;

    /// <summary>What makes this configuration unusable, or null.</summary>
    public string? Validate()
    {
        if (ModelType != "distilbert")
        {
            return $"model_type is '{ModelType}', only 'distilbert' can be read";
        }

        if (Dim < 1 || Layers < 1 || Heads < 1 || HiddenDim < 1 || VocabularySize < 1 || MaximumPositions < 1)
        {
            return "dim, n_layers, n_heads, hidden_dim, vocab_size and max_position_embeddings must be at least 1";
        }

        if (PadTokenId < 0 || PadTokenId >= VocabularySize)
        {
            return $"pad_token_id {PadTokenId} is outside of the vocabulary of {VocabularySize}";
        }

        if (Dim % Heads != 0)
        {
            return $"dim {Dim} is not a multiple of n_heads {Heads}";
        }

        if (Activation != "gelu")
        {
            return $"activation is '{Activation}', only 'gelu' is supported";
        }

        return Enumerable.Range(0, LabelById.Count).All(id => LabelById.ContainsKey($"{id}")) && LabelById.Count >= 2
            ? null
            : "id2label must name at least two labels, from \"0\" without a gap";
    }
}
