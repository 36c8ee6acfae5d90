using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows;

/// <summary>What the ONNX pool's engine and HTTP cost: its processor time against that of the model alone, and of a plain handler.</summary>
internal sealed class OnnxCpuRow : IRow
{
    private const double PlainBound = 1.03;

    public string Name => "onnx-cpu";

    public string Summary => "CPU seconds of inference-onnx over HTTP ÷ a bare ONNX Runtime loop, and ÷ a plain handler that runs each text alone";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop) =>
    [
        .. await RunAsync(context, context.Shipped, new CpuPlan(Texts: 4_000, Bound: 1.10), stop),
        .. await RunAsync(context, context.DistilBert, new CpuPlan(Texts: 600, Bound: 1.08), stop),
    ];

    private async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, BenchModel model, CpuPlan plan, CancellationToken stop)
    {
        context.Say($"{Name}: {model.Name}");
        await using var loops = await LoopSet.StartAsync(context, LoopRuntime.Onnx, model, plan.Texts, stop);
        await using var pool = await HttpSide.StartAsync(Servers.Pool(PoolKind.Onnx, model.Package), loops.Texts, stop);
        await using var plain = await HttpSide.StartAsync(Servers.Plain(model.Package), loops.Texts, stop);
        var samples = await context.CompareAsync([pool.Contender, loops.Contender, loops.Busy, plain.Contender], stop);
        Figure[] figures = [.. Figure.Times("pool", samples[0]), .. Figure.Times("loop", samples[1]), .. Figure.Times("busy loop", samples[2]), .. Figure.Times("plain", samples[3])];
        return
        [
            new RowResult(Name, $"{model.Name} ÷ loop", "CPU seconds, pool ÷ bare ONNX Runtime loop")
            {
                Target = Target.AtMost(plan.Bound),
                Ratio = BenchContext.Ratio(samples[0], samples[1], static sample => sample.CpuMilliseconds),
                Rounds = context.Settings.Rounds,
                Figures = figures,
                Note = $"loop: {loops.Choice.Description}",
            },
            new RowResult(Name, $"{model.Name} ÷ busy loop", "CPU seconds, pool ÷ the same loop on all processors at once")
            {
                Ratio = BenchContext.Ratio(samples[0], samples[2], static sample => sample.CpuMilliseconds),
                Rounds = context.Settings.Rounds,
            },
            new RowResult(Name, $"{model.Name} ÷ plain", "CPU seconds, pool ÷ plain handler")
            {
                Target = Target.AtMost(PlainBound),
                Ratio = BenchContext.Ratio(samples[0], samples[3], static sample => sample.CpuMilliseconds),
                Rounds = context.Settings.Rounds,
            },
        ];
    }
}
