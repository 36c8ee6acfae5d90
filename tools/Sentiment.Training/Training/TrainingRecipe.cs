using Sentiment.Models.Packages;

namespace Sentiment.Training.Training;

/// <summary>All that decides the weights besides the data and the seed.</summary>
internal sealed record TrainingRecipe
{
    public int VocabularySize { get; init; } = 8000;

    public int Width { get; init; } = 256;

    public int Layers { get; init; } = 4;

    public int Heads { get; init; } = 4;

    public int FeedForwardWidth { get; init; } = 1024;

    public int Positions { get; init; } = 512;

    /// <summary>Longest sequence in training, special tokens counted. Served texts may be longer; the positions beyond it get the mean of the last trained ones.</summary>
    public int ClipTokens { get; init; } = 48;

    /// <summary>Tokens of a step, padding counted.</summary>
    public int TokensPerStep { get; init; } = 2048;

    /// <summary>Share of tokens replaced by [MASK]: the model must not hang on single words.</summary>
    public double MaskedShare { get; init; } = 0.05;

    /// <summary>Share of a stage in which the learning rate rises.</summary>
    public double WarmUpShare { get; init; } = 0.06;

    public double WeightDecay { get; init; } = 0.02;

    public double GradientNorm { get; init; } = 1.0;

    /// <summary>The weights that are shipped are an average over about 1 / (1 - this) last steps.</summary>
    public double AveragingDecay { get; init; } = 0.998;

    public StageRecipe Broad { get; init; } = new("broad", Epochs: 1, LearningRate: 5e-4);

    public StageRecipe Phrases { get; init; } = new("phrases", Epochs: 3, LearningRate: 3e-4);

    public DistilBertConfig Model(int vocabularySize) => new()
    {
        VocabularySize = vocabularySize,
        Dim = Width,
        Layers = Layers,
        Heads = Heads,
        HiddenDim = FeedForwardWidth,
        MaximumPositions = Positions,
        AttentionDropout = 0,
        LabelById = new Dictionary<string, string>(StringComparer.Ordinal) { ["0"] = "NEGATIVE", ["1"] = "POSITIVE" },
        IdByLabel = new Dictionary<string, int>(StringComparer.Ordinal) { ["NEGATIVE"] = 0, ["POSITIVE"] = 1 },
    };
}

/// <param name="Name">In the log.</param>
/// <param name="Epochs">Passes over the stage's examples.</param>
/// <param name="LearningRate">At its peak; it falls linearly to a tenth, and to zero in the last stage.</param>
internal sealed record StageRecipe(string Name, int Epochs, double LearningRate);
