using Sentiment.Training.Optimization;

namespace Sentiment.Training.Recipes;

/// <summary>How weights are moved, in any stage that moves them.</summary>
internal sealed record OptimizerRecipe
{
    /// <summary>Tokens of a step, padding counted.</summary>
    public required int TokensPerStep { get; init; }

    /// <summary>Steps in which the learning rate rises.</summary>
    public required int WarmUpSteps { get; init; }

    /// <summary>Share of the steps in which it falls to zero, at their end.</summary>
    public required double DecayShare { get; init; }

    public required double WeightDecay { get; init; }

    /// <summary>Gradients are scaled down to this length.</summary>
    public double GradientNorm { get; init; } = 1;

    /// <summary>The weights that a stage hands on are an average over about 1 / (1 - this) last steps.</summary>
    public required double AveragingDecay { get; init; }

    /// <summary>Copies of the model that share a batch out. More than one is faster; with dropout, whose draws they mix, no two runs are equal then.</summary>
    public required int Lanes { get; init; }

    public Schedule Schedule(double peak) => new(peak, WarmUpSteps, DecayShare);

    public AdamSettings Adam(int threads) => new((float)WeightDecay, (float)GradientNorm, (float)AveragingDecay, threads);
}
