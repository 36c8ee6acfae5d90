namespace Sentiment.Training.Recipes;

/// <summary>What the package is called and how its integers are chosen: <c>export.json</c>.</summary>
internal sealed record ExportRecipe
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Longest sequence that the package reads at once, special tokens counted. Longer texts are read in windows.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>Labelled corpora whose held-back texts it is measured on.</summary>
    public required IReadOnlyList<string> Measured { get; init; }

    /// <summary>Training texts over which the activations' ranges are measured.</summary>
    public required int CalibrationTexts { get; init; }
}
