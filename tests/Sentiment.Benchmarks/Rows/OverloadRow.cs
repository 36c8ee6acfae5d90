using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows;

/// <summary>Whether three times as much as it can do makes a pool do less, and whether those whom it cannot answer are told so.</summary>
internal sealed class OverloadRow : IRow
{
    private const double Offered = 3;
    private const double AllRefusals = 1;
    private const double WithinDeadline = 1;

    // Of steady overload, after the time in which the queue fills.
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    public string Name => "overload";

    public string Summary => "inference-onnx offered three times its capacity with a deadline: what it still answers, how it refuses, whether answers keep the deadline";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop) =>
    [
        .. await RunAsync(context, context.Shipped, new OverloadPlan(Texts: 4_000, TimeSpan.FromMilliseconds(500), Waiting: 256, Bound: 0.8), stop),
        .. await RunAsync(context, context.DistilBert, new OverloadPlan(Texts: 400, TimeSpan.FromSeconds(1), Waiting: 64, Bound: 0.9), stop),
    ];

    private async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, BenchModel model, OverloadPlan plan, CancellationToken stop)
    {
        context.Say($"{Name}: {model.Name}");
        var texts = context.Texts.Take(context.Settings.Scaled(plan.Texts));
        var (patient, hurried) = (PredictRequest.For(texts), PredictRequest.For(texts, plan.Deadline));
        await using var pool = await LoadedPool.StartAsync(model, plan.Waiting, stop);
        var rounds = await SingleRounds.RunAsync(
            context,
            async (round, token) =>
            {
                var capacity = await pool.CapacityAsync(patient, token);
                var seconds = (plan.Deadline + context.Settings.Scaled(Duration)).TotalSeconds;
                var arrivals = Arrivals.Poisson(Offered * capacity, (int)(Offered * capacity * seconds), BenchContext.Chance(round));
                return OverloadRound.Of(capacity, plan.Deadline, await pool.Open.RunAsync(arrivals, hurried, token));
            },
            stop);
        return
        [
            Line(model, "answered", "answered a second ÷ capacity", rounds, static round => round.AnsweredShare) with
            {
                Target = Target.AtLeast(plan.Bound),
                Figures = [.. OverloadRound.Figures(rounds)],
                Note = $"deadline {plan.Deadline.TotalMilliseconds:0} ms",
            },
            Line(model, "refusals", "503 with Retry-After ÷ all that was not answered", rounds, static round => round.RefusedProperly) with
            {
                Target = Target.AtLeast(AllRefusals),
            },
            Line(model, "in time", "p99 of what was answered ÷ deadline", rounds, static round => round.TailShare) with
            {
                Target = Target.AtMost(WithinDeadline),
            },
        ];
    }

    private RowResult Line(BenchModel model, string name, string compared, OverloadRound[] rounds, Func<OverloadRound, double> figure) =>
        new(Name, $"{model.Name}, {name}", compared)
        {
            Ratio = Bootstrap.OfMedian([.. rounds.Select(figure)], BenchContext.Chance()),
            Rounds = rounds.Length,
        };

    /// <param name="Texts">That are sent, again and again.</param>
    /// <param name="Deadline">That clients give.</param>
    /// <param name="Waiting">
    /// Connections with which capacity is measured: about as many texts as are answered before a deadline, so that the pool has as much to choose
    /// from as under overload. With fewer it does less, and the ratio would flatter it.
    /// </param>
    /// <param name="Bound">Of what is answered.</param>
    private sealed record OverloadPlan(int Texts, TimeSpan Deadline, int Waiting, double Bound);
}
