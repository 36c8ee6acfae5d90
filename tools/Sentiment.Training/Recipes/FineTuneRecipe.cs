namespace Sentiment.Training.Recipes;

/// <summary>How the model learns what is praise and what is blame: <c>finetune.json</c> and <c>distil.json</c>.</summary>
internal sealed record FineTuneRecipe
{
    public required IReadOnlyList<SetRecipe> Sets { get; init; }

    /// <summary>How many times the sentences of <c>TemplateSentences</c> are seen in an epoch; a fraction is a sample, another one each time.</summary>
    public required double TemplateShare { get; init; }

    /// <summary>Longest sequence, special tokens counted.</summary>
    public required int MaximumTokens { get; init; }

    public required int Epochs { get; init; }

    public required double LearningRate { get; init; }

    public required double Dropout { get; init; }

    /// <summary>Share of the tokens replaced by [MASK]: the model must not hang on single words.</summary>
    public required double MaskedShare { get; init; }

    public required OptimizerRecipe Optimizer { get; init; }
}

/// <summary>A corpus and how it is learnt from.</summary>
internal sealed record SetRecipe
{
    public required string Corpus { get; init; }

    /// <summary>
    /// The probability of POSITIVE that the model is to give for each label of the corpus. Never 0 or 1, and further from them where labels
    /// were derived from stars or an upvote, which are often wrong (label smoothing). A label that is not named is not learnt from.
    /// </summary>
    /// <value>None for a corpus without labels: then those of the teacher are learnt, where it is sure.</value>
    public IReadOnlyDictionary<string, double>? Targets { get; init; }

    /// <summary>How many times each text is seen in an epoch; a fraction is a sample, another one each time.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Of a corpus without labels, the share of texts that <c>distil</c> labels, above 0 to 1: no more than are seen need a label.</summary>
    public double Labelled { get; init; } = 1;
}
