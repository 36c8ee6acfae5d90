namespace Sentiment.Gateway.Dispatch.Clusters;

/// <summary>Where the pools are: <c>Sentiment:Clusters</c>, by the name that arms refer to.</summary>
internal sealed class ClustersOptions() : Dictionary<string, ClusterOptions>(StringComparer.OrdinalIgnoreCase)
{
    public const string Section = "Clusters";
}

/// <summary>The replicas of one pool.</summary>
internal sealed class ClusterOptions
{
    /// <summary>By the replica's name: <c>onnx-1</c>.</summary>
    public IDictionary<string, DestinationOptions> Destinations { get; } = new Dictionary<string, DestinationOptions>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>One replica, or a name for several.</summary>
internal sealed class DestinationOptions
{
    /// <summary>Absolute <c>http</c> or <c>https</c> address of its public port, without a path.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>Whether every address that the host name has is a replica, as with a headless service in Kubernetes.</summary>
    /// <value>The default is <see langword="false"/>: one replica, whose name is looked up for each new connection.</value>
    public bool Resolve { get; set; }
}
