using System.Text.Json.Serialization;
using Sentiment.Training.Optimization;
using static TorchSharp.torch;

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

    /// <summary>What lanes compute in.</summary>
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Float32;

    public Schedule Schedule(double peak) => new(peak, WarmUpSteps, DecayShare);

    public ScalarType LaneType => Precision == TrainingPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    public AdamSettings Adam(int threads) => new((float)WeightDecay, (float)GradientNorm, (float)AveragingDecay, threads);
}

/// <summary>What a lane's encoder computes in; its weights are kept in single precision beside it (mixed precision, arXiv:1710.03740).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingPrecision>))]
internal enum TrainingPrecision
{
    [JsonStringEnumMemberName("float32")]
    Float32,

    /// <summary>Two thirds of the time on processors that multiply it (avx512_bf16, AMX), several times as long on others.</summary>
    [JsonStringEnumMemberName("bfloat16")]
    BFloat16,
}
