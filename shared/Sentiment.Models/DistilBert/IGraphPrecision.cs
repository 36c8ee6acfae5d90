using Sentiment.Models.Onnx;

namespace Sentiment.Models.DistilBert;

/// <summary>How a graph keeps its large weights and computes the products with them; all else is the same for every precision.</summary>
internal interface IGraphPrecision
{
    /// <summary>Adds a table or matrix that no integer product takes, and gives the name of a value in single precision.</summary>
    string Table(OnnxGraph graph, string name, IReadOnlyList<long> shape, float[] values);

    /// <summary>
    /// Adds self-attention over all positions: projections, masked softmax, weighted sum.
    /// </summary>
    string Attention(OnnxGraph graph, LinearSite site, string mask, int heads);

    /// <summary>Adds a product of an activation with a weight, and its bias.</summary>
    string Linear(OnnxGraph graph, LinearSite site);
}

/// <summary>A place where an activation meets a weight.</summary>
/// <param name="Name">Names the place, and in the graph everything that belongs to it.</param>
/// <param name="Input">Name of the activation, [..., inputs].</param>
/// <param name="Weight">[inputs, outputs], row by row.</param>
/// <param name="Bias">[outputs].</param>
/// <param name="Inputs">Width of the activation.</param>
internal sealed record LinearSite(string Name, string Input, float[] Weight, float[] Bias, int Inputs)
{
    public int Outputs => Bias.Length;
}
