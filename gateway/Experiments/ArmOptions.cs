namespace Sentiment.Gateway.Experiments;

/// <summary>The arms of the experiment: <c>Sentiment:Arms</c>, a list.</summary>
internal sealed class ArmsOptions : List<ArmOptions>
{
    public const string Section = "Arms";
}

/// <summary>One variant that may answer.</summary>
internal sealed class ArmOptions
{
    /// <summary>Name on the wire, in metrics and in <c>/pools/{id}</c>: lower-case letters, digits, dots, dashes, underscores; at most 32.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>Name of the cluster in <c>Sentiment:Clusters</c> whose replicas serve the arm.</summary>
    public string Cluster { get; set; } = string.Empty;

    /// <summary>What the replicas run: <c>onnx</c> or <c>torch</c>. Answers of another backend are refused.</summary>
    public string Backend { get; set; } = string.Empty;

    /// <summary>
    /// Share of the requests that do not ask for an arm or backend, relative to the other arms' weights. Shares are dealt in ten-thousandths:
    /// an arm with less than half of one gets none.
    /// </summary>
    /// <value>0 by default: only on demand.</value>
    public double Weight { get; set; }
}
