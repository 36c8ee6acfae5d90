namespace Sentiment.Cli.Experiments;

/// <summary>An arm as a configuration file has it.</summary>
/// <param name="Id">Its name on the wire and in metrics.</param>
/// <param name="Cluster">Whose replicas serve it.</param>
/// <param name="Backend">What they run.</param>
/// <param name="Weight">Its share of the traffic, relative to the others'; null when the file has something that is no number.</param>
internal sealed record ConfiguredArm(string Id, string Cluster, string Backend, double? Weight);
