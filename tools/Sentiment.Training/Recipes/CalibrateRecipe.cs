namespace Sentiment.Training.Recipes;

/// <summary>What the scores are to be right on: <c>calibrate.json</c>.</summary>
internal sealed record CalibrateRecipe
{
    public required IReadOnlyList<string> Corpora { get; init; }
}
