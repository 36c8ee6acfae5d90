namespace Sentiment.Models.Quantization;

/// <summary>How a model is brought to 8 bits.</summary>
public sealed record QuantizationOptions
{
    public const int DefaultWeightBits = 7;

    /// <summary>Bits of a weight, 2 to 8. <value>7, so that every x86 processor gives the same logits.</value></summary>
    public int WeightBits { get; init; } = DefaultWeightBits;
}
