using Sentiment.Models.Onnx;
using Sentiment.Models.Quantization;

namespace Sentiment.Models.DistilBert;

/// <summary>
/// Products in 8-bit integers with constant activation scales: a text's numbers depend on no neighbour and no padding.
/// Tables stay in half precision in the file, which is exact, and are widened when the session is made.
/// </summary>
internal sealed class IntegerPrecision(IReadOnlyDictionary<string, ActivationRange> ranges, QuantizationOptions options) : IGraphPrecision
{
    private readonly Dictionary<string, QuantizedActivation> _activations = new(StringComparer.Ordinal);

    public string Table(OnnxGraph graph, string name, IReadOnlyList<long> shape, float[] values)
    {
        var half = graph.Constant(OnnxTensor.Half($"{name}.half", shape, values));
        return graph.Node(OnnxOperator.Cast, name, [half], OnnxArgument.Int("to", (long)OnnxType.Float));
    }

    public string Attention(OnnxGraph graph, LinearSite site, string mask, int heads)
    {
        var input = Quantize(graph, site.Input);
        var (weight, scales) = Weight(graph, site);
        return graph.Node(
            OnnxOperator.QAttention,
            $"{site.Name}.context",
            [input.Value, weight, Bias(graph, site), input.Scale, scales, mask, input.ZeroPoint],
            OnnxArgument.Int("num_heads", heads));
    }

    public string Linear(OnnxGraph graph, LinearSite site)
    {
        var input = Quantize(graph, site.Input);
        var (weight, scales) = Weight(graph, site);
        // Left out: the weight's zero point, which is 0.
        return graph.Node(
            OnnxOperator.MatMulIntegerToFloat,
            $"{site.Name}.output",
            [input.Value, weight, input.Scale, scales, input.ZeroPoint, string.Empty, Bias(graph, site)]);
    }

    private static string Bias(OnnxGraph graph, LinearSite site) =>
        graph.Constant(OnnxTensor.Single($"{site.Name}.bias", [site.Outputs], site.Bias));

    // Once for an activation, however many weights it meets.
    private QuantizedActivation Quantize(OnnxGraph graph, string activation)
    {
        if (_activations.TryGetValue(activation, out var known))
        {
            return known;
        }

        var (scale, zeroPoint) = ranges[activation].ToUInt8();
        var scaleName = graph.Constant(OnnxTensor.Single($"{activation}.scale", [], [scale]));
        var zeroPointName = graph.Constant(OnnxTensor.UInt8Scalar($"{activation}.zero_point", zeroPoint));
        var value = graph.Node(OnnxOperator.QuantizeLinear, $"{activation}.quantized", [activation, scaleName, zeroPointName]);
        return _activations[activation] = new QuantizedActivation(value, scaleName, zeroPointName);
    }

    private (string Weight, string Scales) Weight(OnnxGraph graph, LinearSite site)
    {
        var matrix = QuantizedMatrix.Quantize(site.Weight, site.Outputs, options.WeightBits);
        return (
            graph.Constant(OnnxTensor.Int8($"{site.Name}.weight", [site.Inputs, site.Outputs], matrix.Values)),
            graph.Constant(OnnxTensor.Single($"{site.Name}.weight_scales", [site.Outputs], matrix.Scales)));
    }

    private sealed record QuantizedActivation(string Value, string Scale, string ZeroPoint);
}
