using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Rows;

/// <summary>What the ONNX pool's engine and HTTP cost: its processor time against that of the model alone, and of a plain handler.</summary>
internal sealed class OnnxCpuRow : IRow
{
    private const double PlainBound = 1.03;

    public string Name => "onnx-cpu";

    public string Summary => "CPU seconds of inference-onnx over HTTP ÷ a bare ONNX Runtime loop, and ÷ a plain handler that runs each text alone";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        var comparison = new CpuComparison(Name, PoolKind.Onnx);
        return
        [
            .. await comparison.RunAsync(context, context.Shipped, new CpuPlan(Texts: 4_000, Bound: 1.10, PlainBound), stop),
            .. await comparison.RunAsync(context, context.DistilBert, new CpuPlan(Texts: 400, Bound: 1.08, PlainBound), stop),
        ];
    }
}
