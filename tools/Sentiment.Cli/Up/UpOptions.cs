namespace Sentiment.Cli.Up;

/// <summary>What <c>up</c> was asked for.</summary>
/// <param name="PortBase">The gateway's port; pools follow, management ports are 1,000 higher.</param>
/// <param name="StateDirectory">Full path of the state directory.</param>
/// <param name="Replicas">The processes to start, those of one pool beside each other.</param>
/// <param name="Processors">Whole processors that all of them share.</param>
/// <param name="Build">Whether to build what is missing or changed first.</param>
internal sealed record UpOptions(int PortBase, string StateDirectory, IReadOnlyList<Replica> Replicas, int Processors, bool Build)
{
    public const int DefaultPortBase = 8080;
    public const int ManagementOffset = 1000;

    /// <summary>The highest base whose last management port is still a port, however many replicas there are.</summary>
    public const int MaximumPortBase = ushort.MaxValue - ManagementOffset - Replica.HighestPortOffset;

    /// <summary>None, unless asked for.</summary>
    public RedisChoice Redis { get; init; } = RedisChoice.None;

    public IEnumerable<PoolKind> Pools => Replicas.Select(replica => replica.Pool).Distinct();
}
