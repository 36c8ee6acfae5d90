namespace Sentiment.Training.Recipes;

/// <summary>How the word vectors are learnt, from the texts of the pretraining: <c>embed.json</c>.</summary>
internal sealed record EmbedRecipe
{
    public required int Epochs { get; init; }

    /// <summary>Words to either side, at most.</summary>
    public required int Window { get; init; }

    /// <summary>Words that are drawn for each that stands there.</summary>
    public required int Negatives { get; init; }

    /// <summary>Share of all words above which a word is left out at times.</summary>
    public required double Frequent { get; init; }

    public required double LearningRate { get; init; }
}
