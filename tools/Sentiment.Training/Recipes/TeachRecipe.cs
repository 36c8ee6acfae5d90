namespace Sentiment.Training.Recipes;

/// <summary>Who labels the texts that nobody has labelled: <c>teach.json</c>.</summary>
internal sealed record TeachRecipe
{
    /// <summary>Corpora with labels 0 and 1 that the teacher learns from.</summary>
    public required IReadOnlyList<string> Labelled { get; init; }

    /// <summary>Corpora that it labels.</summary>
    public required IReadOnlyList<string> Unlabelled { get; init; }

    public required int Epochs { get; init; }
}
