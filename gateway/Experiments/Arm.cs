namespace Sentiment.Gateway.Experiments;

/// <summary>A variant that may answer, as the other steps see it.</summary>
/// <param name="Id">Name on the wire, in metrics and in the pass-through's path.</param>
/// <param name="Cluster">The YARP cluster of its replicas.</param>
/// <param name="Backend"><c>onnx</c> or <c>torch</c>.</param>
/// <param name="Weight">Relative share of the requests that leave the choice to us.</param>
internal sealed record Arm(string Id, string Cluster, string Backend, double Weight);
