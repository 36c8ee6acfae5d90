using Sentiment.Models.DistilBert;
using Sentiment.Models.Quantization;
using Names = Sentiment.Models.DistilBert.DistilBertTensors;

namespace Sentiment.Models.Tests.DistilBert;

/// <summary>The arithmetic that the integer graph promises: both factors rounded to 8 bits, the product in whole numbers, one rescaling.</summary>
internal sealed class ReferenceRounding(IReadOnlyDictionary<string, ActivationRange> ranges, int bits)
{
    public double[] Product(DistilBertWeights weights, string module, string activation, double[] input)
    {
        var (scale, zeroPoint) = ranges[activation].ToUInt8();
        var numbers = input.Select(value => (int)Math.Clamp(Math.Round(value / scale) + zeroPoint, 0, 255) - zeroPoint).ToArray();
        var bias = weights[Names.Bias(module)];
        return [.. bias.Select((b, output) => b + (Sum(weights[Names.Weight(module)].AsSpan(output * input.Length, input.Length), numbers) * scale))];
    }

    // One column of the product: its weights share one scale.
    private double Sum(ReadOnlySpan<float> column, int[] numbers)
    {
        var largest = (1 << (bits - 1)) - 1;
        var scale = 0f;
        foreach (var weight in column)
        {
            scale = Math.Max(scale, Math.Abs(weight) / largest);
        }

        var sum = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            sum += numbers[i] * (int)Math.Round(column[i] / scale);
        }

        return (double)sum * scale;
    }
}
