using Sentiment.Models.Onnx;
using Sentiment.Models.Quantization;

namespace Sentiment.Models.DistilBert;

/// <summary>The ONNX files that a DistilBERT classifier is served and calibrated with. The same weights give the same bytes.</summary>
public static class GraphExport
{
    /// <summary><c>onnx/model.onnx</c>.</summary>
    public static byte[] Fp32(DistilBertWeights weights) => OnnxWriter.Write(DistilBertGraph.Build(weights, new SinglePrecision()));

    /// <summary><c>onnx/model_int8.onnx</c>.</summary>
    /// <param name="weights">Weights of the model.</param>
    /// <param name="ranges">The range of every activation of <see cref="Tapped"/>, by its name.</param>
    /// <param name="options">How weights are rounded.</param>
    public static byte[] Int8(DistilBertWeights weights, IReadOnlyDictionary<string, ActivationRange> ranges, QuantizationOptions options) =>
        OnnxWriter.Write(DistilBertGraph.Build(weights, new IntegerPrecision(ranges, options)));

    /// <summary>The single-precision graph with extra outputs for calibration, and the names of these outputs.</summary>
    public static TappedGraph Tapped(DistilBertWeights weights)
    {
        var precision = new TappedPrecision();
        var bytes = OnnxWriter.Write(DistilBertGraph.Build(weights, precision));
        return new TappedGraph(bytes, precision.Taps);
    }
}

/// <param name="Bytes">An ONNX file.</param>
/// <param name="Activations">Names of the outputs to watch, each of single precision; the logits are not among them.</param>
public sealed record TappedGraph(byte[] Bytes, IReadOnlyList<string> Activations);
