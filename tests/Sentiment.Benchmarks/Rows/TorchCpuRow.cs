using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Rows;

/// <summary>What the Torch pool's engine and HTTP cost: its processor time against that of the same kernels alone.</summary>
internal sealed class TorchCpuRow : IRow
{
    public string Name => "torch-cpu";

    public string Summary => "CPU seconds of inference-torch over HTTP ÷ a bare TorchSharp loop with the same kernels";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        var comparison = new CpuComparison(Name, PoolKind.Torch);
        return
        [
            .. await comparison.RunAsync(context, context.Shipped, new CpuPlan(Texts: 2_000, Bound: 1.15), stop),
            .. await comparison.RunAsync(context, context.DistilBert, new CpuPlan(Texts: 300, Bound: 1.08), stop),
        ];
    }
}
