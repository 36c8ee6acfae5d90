namespace Sentiment.Cli.Up;

/// <summary>What <c>up</c> was asked for.</summary>
/// <param name="PortBase">The gateway's port; pools follow, management ports are 1,000 higher.</param>
/// <param name="StateDirectory">Full path of the state directory.</param>
/// <param name="Pools">The pools to start.</param>
/// <param name="Build">Whether to build what is missing or changed first.</param>
internal sealed record UpOptions(int PortBase, string StateDirectory, IReadOnlyList<PoolKind> Pools, bool Build)
{
    public const int DefaultPortBase = 8080;
    public const int ManagementOffset = 1000;
    public const string DefaultStateDirectory = ".sentiment";

    /// <summary>The highest base whose last management port is still a port.</summary>
    public const int MaximumPortBase = ushort.MaxValue - ManagementOffset - 2;
}
