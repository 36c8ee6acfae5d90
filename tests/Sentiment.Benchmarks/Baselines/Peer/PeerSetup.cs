using System.Globalization;
using Sentiment.Benchmarks.Processes;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Baselines.Peer;

/// <summary>How a peer uses two processors.</summary>
/// <param name="Processes">Of its cluster; one is no cluster.</param>
/// <param name="Threads">Of one run.</param>
internal sealed record PeerSetup(int Processes, int Threads)
{
    /// <summary>As it is deployed: one process, whose runtime may use the other processor too.</summary>
    public static IReadOnlyList<PeerSetup> Single { get; } = [new(1, 1), new(1, 2)];

    /// <summary>A cluster: twice the memory, and a second process to look after.</summary>
    public static IReadOnlyList<PeerSetup> Cluster { get; } = [new(2, 1), new(2, 2)];

    public string Description => $"{Count(Processes, "process", "processes")}, {Count(Threads, "thread", "threads")} a run";

    /// <param name="folder">The peer's.</param>
    /// <param name="package">Folder of the model package.</param>
    public ServerStart Start(PeerFolder folder, string package)
    {
        var port = FreePorts.Take();
        string[] arguments = [Path.Combine(folder.Path, "server.mjs"), Text(port), package, Text(Processes), Text(Threads)];
        var command = new ProcessCommand("node", arguments)
        {
            WorkingDirectory = folder.Path,
            Environment = new Dictionary<string, string?> { ["NODE_ENV"] = "production" },
        };
        return new ServerStart("peer", command, port);
    }

    private static string Count(int count, string one, string many) => $"{Text(count)} {(count == 1 ? one : many)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
