using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows;

/// <summary>What the Torch pool's engine and HTTP cost: its processor time against that of the same kernels alone.</summary>
internal sealed class TorchCpuRow : IRow
{
    public string Name => "torch-cpu";

    public string Summary => "CPU seconds of inference-torch over HTTP ÷ a bare TorchSharp loop with the same kernels";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop) =>
    [
        .. await RunAsync(context, context.Shipped, new CpuPlan(Texts: 2_000, Bound: 1.15), stop),
        .. await RunAsync(context, context.DistilBert, new CpuPlan(Texts: 300, Bound: 1.08), stop),
    ];

    private async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, BenchModel model, CpuPlan plan, CancellationToken stop)
    {
        context.Say($"{Name}: {model.Name}");
        await using var loops = await LoopSet.StartAsync(context, LoopRuntime.Torch, model, plan.Texts, stop);
        await using var pool = await HttpSide.StartAsync(Servers.Pool(PoolKind.Torch, model.Package), loops.Texts, stop);
        var samples = await context.CompareAsync([pool.Contender, loops.Contender, loops.Busy], stop);
        return
        [
            new RowResult(Name, $"{model.Name} ÷ loop", "CPU seconds, pool ÷ bare TorchSharp loop")
            {
                Target = Target.AtMost(plan.Bound),
                Ratio = BenchContext.Ratio(samples[0], samples[1], static sample => sample.CpuMilliseconds),
                Rounds = context.Settings.Rounds,
                Figures = [.. Figure.Times("pool", samples[0]), .. Figure.Times("loop", samples[1]), .. Figure.Times("busy loop", samples[2])],
                Note = $"loop: {loops.Choice.Description}",
            },
            new RowResult(Name, $"{model.Name} ÷ busy loop", "CPU seconds, pool ÷ the same loop on all processors at once")
            {
                Ratio = BenchContext.Ratio(samples[0], samples[2], static sample => sample.CpuMilliseconds),
                Rounds = context.Settings.Rounds,
            },
        ];
    }
}
