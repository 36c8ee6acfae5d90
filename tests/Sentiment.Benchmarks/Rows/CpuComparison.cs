using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows;

/// <summary>
/// A pool's processor time over HTTP, held against the model alone, against the model and HTTP as they cost apart, and against a plain
/// handler that does both.
/// </summary>
internal sealed class CpuComparison(string row, PoolKind kind)
{
    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, BenchModel model, CpuPlan plan, CancellationToken stop)
    {
        context.Say($"{row}: {model.Name}");
        await using var loops = await LoopSet.StartAsync(context, kind == PoolKind.Onnx ? LoopRuntime.Onnx : LoopRuntime.Torch, model, plan.Texts, stop);
        await using var pool = await HttpSide.StartAsync(Servers.Pool(kind, model.Package), loops.Texts, stop);
        await using var http = await HttpSide.StartAsync(Servers.HttpAlone(model.Package), loops.Texts, stop);
        await using var plain = plan.PlainBound is null ? null : await HttpSide.StartAsync(Servers.Plain(model.Package), loops.Texts, stop);
        Contender[] contenders = [pool.Contender, loops.Contender, loops.Busy, http.Contender, .. plain is null ? [] : new[] { plain.Contender }];
        var samples = await context.CompareAsync(contenders, stop);
        using var metrics = new PoolMetrics(pool.Server);
        var batch = new Figure("pool", "texts of a run", await metrics.TextsOfARunAsync(stop), "");
        return [.. Lines(context, model, plan, samples, batch, loops.Choice)];
    }

    private IEnumerable<RowResult> Lines(BenchContext context, BenchModel model, CpuPlan plan, IReadOnlyList<Sample[]> samples, Figure batch, LoopChoice choice)
    {
        var (pool, loop, busy, http) = (samples[0], samples[1], samples[2], samples[3]);
        var plain = samples.Count > 4 ? samples[4] : null;
        yield return Line(context, $"{model.Name} ÷ loop", "CPU seconds, pool ÷ bare loop", pool, loop) with
        {
            Target = Target.AtMost(plan.Bound),
            Figures =
            [
                .. Figure.Times("pool", pool), batch, .. Figure.Times("loop", loop), .. Figure.Times("busy loop", busy), .. Figure.Times("HTTP alone", http),
                .. plain is null ? [] : Figure.Times("plain", plain),
            ],
            Note = $"loop: {choice.Description}",
        };
        yield return Line(context, $"{model.Name} ÷ busy loop", "CPU seconds, pool ÷ the same loop on all processors at once", pool, busy);
        yield return Line(context, $"{model.Name} ÷ (busy loop + HTTP)", "CPU seconds, pool ÷ that loop and HTTP alone together", pool, [.. busy.Zip(http, Together)]);
        if (plain is not null && plan.PlainBound is { } bound)
        {
            yield return Line(context, $"{model.Name} ÷ plain", "CPU seconds, pool ÷ plain handler", pool, plain) with { Target = Target.AtMost(bound) };
        }
    }

    private RowResult Line(BenchContext context, string name, string compared, Sample[] ours, Sample[] theirs) => new(row, name, compared)
    {
        Ratio = BenchContext.Ratio(ours, theirs, static sample => sample.CpuMilliseconds),
        Rounds = context.Settings.Rounds,
    };

    // The same texts through one and through the other.
    private static Sample Together(Sample one, Sample other) => new(one.Predictions, one.WallSeconds + other.WallSeconds, one.CpuSeconds + other.CpuSeconds);
}
