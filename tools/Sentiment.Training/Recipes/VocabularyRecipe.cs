namespace Sentiment.Training.Recipes;

/// <summary>How the vocabulary is learnt: <c>vocabulary.json</c>.</summary>
internal sealed record VocabularyRecipe
{
    /// <summary>Tokens, special ones counted.</summary>
    public required int Size { get; init; }

    /// <summary>Corpora with the weight of a word in each: the short texts that are trained on most count more.</summary>
    public required IReadOnlyDictionary<string, int> Corpora { get; init; }
}
