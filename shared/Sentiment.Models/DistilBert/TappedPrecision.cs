using Sentiment.Models.Onnx;

namespace Sentiment.Models.DistilBert;

/// <summary>Single precision, with every activation that meets a weight as an extra output: what calibration watches.</summary>
internal sealed class TappedPrecision : SinglePrecision
{
    private readonly List<string> _taps = [];

    /// <summary>Names of the tapped activations in the order of the graph, each once.</summary>
    public IReadOnlyList<string> Taps => _taps;

    public override string Attention(OnnxGraph graph, LinearSite site, string mask, int heads)
    {
        Tap(graph, site.Input);
        return base.Attention(graph, site, mask, heads);
    }

    public override string Linear(OnnxGraph graph, LinearSite site)
    {
        Tap(graph, site.Input);
        return base.Linear(graph, site);
    }

    private void Tap(OnnxGraph graph, string activation)
    {
        if (!_taps.Contains(activation, StringComparer.Ordinal))
        {
            _taps.Add(activation);
            graph.Output(new OnnxValue(activation, OnnxType.Float, Shape: null));
        }
    }
}
