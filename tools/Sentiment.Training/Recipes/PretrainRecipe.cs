namespace Sentiment.Training.Recipes;

/// <summary>How the model learns the language, from texts without their labels: <c>pretrain.json</c>.</summary>
internal sealed record PretrainRecipe
{
    public required IReadOnlyList<string> Corpora { get; init; }

    /// <summary>Longer texts are cut into sequences of at most this many tokens, special ones counted.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>Texts of fewer tokens are left out: a word without its sentence says nothing of the language.</summary>
    public required int MinimumTokens { get; init; }

    /// <summary>Passes over the texts; a fraction ends within one.</summary>
    public required double Epochs { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Share of the texts in which the next word is guessed; in the others hidden ones are.</summary>
    public required double CausalShare { get; init; }

    /// <summary>Share of the words that are hidden.</summary>
    public required double MaskedShare { get; init; }

    public required OptimizerRecipe Optimizer { get; init; }
}
