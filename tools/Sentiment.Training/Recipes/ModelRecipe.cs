using Sentiment.Models.Packages;

namespace Sentiment.Training.Recipes;

/// <summary>The shape of the model: <c>model.json</c>.</summary>
internal sealed record ModelRecipe
{
    public required int Width { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int FeedForwardWidth { get; init; }

    /// <summary>Rows of the position embedding: the longest sequence that is ever read at once.</summary>
    public required int Positions { get; init; }

    /// <param name="vocabularySize">Rows of the word embedding.</param>
    /// <param name="dropout">Of hidden states, while it learns.</param>
    public DistilBertConfig Config(int vocabularySize, double dropout) => new()
    {
        VocabularySize = vocabularySize,
        Dim = Width,
        Layers = Layers,
        Heads = Heads,
        HiddenDim = FeedForwardWidth,
        MaximumPositions = Positions,
        Dropout = dropout,
        AttentionDropout = 0,
        LabelById = new Dictionary<string, string>(StringComparer.Ordinal) { ["0"] = "NEGATIVE", ["1"] = "POSITIVE" },
        IdByLabel = new Dictionary<string, int>(StringComparer.Ordinal) { ["NEGATIVE"] = 0, ["POSITIVE"] = 1 },
    };
}
