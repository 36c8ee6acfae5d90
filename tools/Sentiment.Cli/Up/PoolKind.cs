namespace Sentiment.Cli.Up;

/// <summary>A pool that this project knows, and its place in a local system.</summary>
/// <param name="Name">Name of its arm, cluster and backend.</param>
/// <param name="Project">Its project.</param>
/// <param name="Folder">Where the project lies.</param>
/// <param name="PortOffset">The port of its first replica, from the port base.</param>
/// <param name="Weight">Its arm's share of the traffic, as shipped.</param>
internal sealed record PoolKind(string Name, string Project, string Folder, int PortOffset, double Weight)
{
    public const int HighestPortOffset = 2;

    public static IReadOnlyList<PoolKind> Known { get; } =
    [
        new("onnx", "Sentiment.Inference.Onnx", "inference-onnx", PortOffset: 1, Weight: 80),
        new("torch", "Sentiment.Inference.Torch", "inference-torch", PortOffset: HighestPortOffset, Weight: 20)
        {
            // Idle threads of libtorch's OpenMP spin otherwise, and read this before any code of ours runs.
            Settings = [("OMP_WAIT_POLICY", "PASSIVE")],
        },
    ];

    /// <summary>What its runtime needs in the environment.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>The project file, which may not exist.</summary>
    public string ProjectFile(Repository repository) => repository.Combine(Folder, Project + ".csproj");

    /// <summary>The pools whose projects are in the repository.</summary>
    public static IReadOnlyList<PoolKind> In(Repository repository) =>
        [.. Known.Where(pool => File.Exists(pool.ProjectFile(repository)))];
}
