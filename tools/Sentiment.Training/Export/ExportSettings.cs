using Sentiment.Models.Quantization;

namespace Sentiment.Training.Export;

/// <summary>What an exported package is called and how it is made.</summary>
internal sealed record ExportSettings
{
    /// <summary>Model name in the manifest.</summary>
    public required string Name { get; init; }

    /// <summary>Model version in the manifest.</summary>
    public required string Version { get; init; }

    /// <summary>Longest sequence in tokens, with the special ones.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>Logits are divided by it. <value>1</value></summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Seed of the random batches in which answers are compared. <value>1</value></summary>
    public int Seed { get; init; } = 1;

    public QuantizationOptions Quantization { get; init; } = new();
}
