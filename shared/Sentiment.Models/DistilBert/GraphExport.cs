using Sentiment.Models.Onnx;

namespace Sentiment.Models.DistilBert;

/// <summary>The ONNX files that a DistilBERT classifier is served and calibrated with. The same weights give the same bytes.</summary>
public static class GraphExport
{
    /// <summary><c>onnx/model.onnx</c>.</summary>
    public static byte[] Fp32(DistilBertWeights weights) => OnnxWriter.Write(DistilBertGraph.Build(weights, new SinglePrecision()));

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
