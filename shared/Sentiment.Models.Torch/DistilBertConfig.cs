using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sentiment.Models.Torch;

/// <summary>The shape of a DistilBERT classifier, under the names of Hugging Face's <c>config.json</c>.</summary>
public sealed record DistilBertConfig
{
    /// <summary>Rows of the word embedding.</summary>
    [JsonPropertyName("vocab_size")]
    public required int VocabularySize { get; init; }

    /// <summary>Width of a token's vector.</summary>
    [JsonPropertyName("dim")]
    public required int Width { get; init; }

    [JsonPropertyName("n_layers")]
    public required int Layers { get; init; }

    /// <summary>Attention heads; they divide <see cref="Width"/>.</summary>
    [JsonPropertyName("n_heads")]
    public required int Heads { get; init; }

    /// <summary>Width inside the feed-forward block.</summary>
    [JsonPropertyName("hidden_dim")]
    public required int FeedForwardWidth { get; init; }

    /// <summary>The longest sequence, special tokens counted.</summary>
    [JsonPropertyName("max_position_embeddings")]
    public required int Positions { get; init; }

    /// <summary>Share of activations dropped in training.</summary>
    [JsonPropertyName("dropout")]
    public double Dropout { get; init; } = 0.1;

    /// <summary>Share of attention weights dropped in training.</summary>
    [JsonPropertyName("attention_dropout")]
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Share of the head's inputs dropped in training.</summary>
    [JsonPropertyName("seq_classif_dropout")]
    public double ClassifierDropout { get; init; } = 0.2;

    /// <summary>Spread of freshly drawn weights.</summary>
    [JsonPropertyName("initializer_range")]
    public double InitializerRange { get; init; } = 0.02;

    [JsonPropertyName("pad_token_id")]
    public int PaddingId { get; init; }

    /// <summary>Classes by id; two for NEGATIVE and POSITIVE.</summary>
    [JsonPropertyName("id2label")]
    public IReadOnlyDictionary<int, string> Labels { get; init; } =
        new Dictionary<int, string> { [0] = "NEGATIVE", [1] = "POSITIVE" };

    /// <summary>Reads the <c>config.json</c> of a model package; keys that are not about the shape are passed over.</summary>
    public static DistilBertConfig Read(string path) =>
        JsonSerializer.Deserialize<DistilBertConfig>(File.ReadAllBytes(path))
        ?? throw new InvalidDataException($"{path} holds no configuration.");
}
