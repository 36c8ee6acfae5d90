using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Rows.Original;

/// <summary>
/// The table of the original document ("Scalability &amp; Performance"), word for word. It does not say on which machine, at which load or
/// with how many cache hits.
/// </summary>
/// <param name="Kind">Our pool of the same backend.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P95">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Rate">Requests a second.</param>
/// <param name="MemoryMB">Of a pod.</param>
/// <param name="StartSeconds">Its cold start.</param>
internal sealed record OriginalFigures(PoolKind Kind, double P50, double P95, double P99, double Rate, double MemoryMB, double StartSeconds)
{
    public static OriginalFigures Onnx { get; } = new(PoolKind.Onnx, 18, 32, 58, 2_400, 400, 1.2);

    public static OriginalFigures Torch { get; } = new(PoolKind.Torch, 42, 85, 145, 1_200, 800, 2.8);

    public IEnumerable<Figure> AsFigures() =>
    [
        .. Figure.Latencies("original", P50, P95, P99),
        new("original", "requests", Rate, "a second"),
        new("original", "memory", MemoryMB, "MB"),
        new("original", "start", StartSeconds, "s"),
    ];
}
