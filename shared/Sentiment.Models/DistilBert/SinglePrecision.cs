using Sentiment.Models.Onnx;

namespace Sentiment.Models.DistilBert;

/// <summary>Everything in single precision: the graph that the others are measured against.</summary>
internal class SinglePrecision : IGraphPrecision
{
    public string Table(OnnxGraph graph, string name, IReadOnlyList<long> shape, float[] values) =>
        graph.Constant(OnnxTensor.Single(name, shape, values));

    public virtual string Attention(OnnxGraph graph, LinearSite site, string mask, int heads)
    {
        return graph.Node(
            OnnxOperator.Attention,
            $"{site.Name}.context",
            [site.Input, Weight(graph, site), Bias(graph, site), mask],
            OnnxArgument.Int("num_heads", heads));
    }

    public virtual string Linear(OnnxGraph graph, LinearSite site)
    {
        var product = graph.Node(OnnxOperator.MatMul, $"{site.Name}.product", [site.Input, Weight(graph, site)]);
        return graph.Node(OnnxOperator.Add, $"{site.Name}.output", [product, Bias(graph, site)]);
    }

    private static string Bias(OnnxGraph graph, LinearSite site) =>
        graph.Constant(OnnxTensor.Single($"{site.Name}.bias", [site.Outputs], site.Bias));

    private static string Weight(OnnxGraph graph, LinearSite site) =>
        graph.Constant(OnnxTensor.Single($"{site.Name}.weight", [site.Inputs, site.Outputs], site.Weight));
}
