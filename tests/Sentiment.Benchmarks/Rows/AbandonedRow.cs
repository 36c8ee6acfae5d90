using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;
using Sentiment.Benchmarks.Texts;

namespace Sentiment.Benchmarks.Rows;

/// <summary>Whether a pool works for clients that have gone.</summary>
internal sealed class AbandonedRow : IRow
{
    private const double Bound = 0.02;
    private const int LeastLeaving = 100;

    // All of one length, so that they run in the order in which they came.
    private const int Tokens = 24;

    // Seconds of the pool's work that stand before those who leave, and that they are themselves.
    private const double Front = 0.8;
    private const double Behind = 0.2;

    // Runs of each worker that must still be ahead of them when they leave: one is under way, and while the next one runs the pool finds out.
    private const int RunsAhead = 2;
    private const int TextsOfARun = 16;

    // To learn how fast the pool is, nothing more.
    private const int Connections = 64;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    public string Name => "abandoned";

    public string Summary => "texts that inference-onnx runs for clients that closed their connection while they waited ÷ texts of such clients";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop) =>
    [
        await RunAsync(context, context.Shipped, stop),
        await RunAsync(context, context.DistilBert, stop),
    ];

    private async Task<RowResult> RunAsync(BenchContext context, BenchModel model, CancellationToken stop)
    {
        context.Say($"{Name}: {model.Name}");
        await using var pool = await LoadedPool.StartAsync(model, Connections, stop, Servers.AdmitAll);
        using var metrics = new PoolMetrics(pool.Server);
        var request = PredictRequest.For(new SizedTexts(model.Tokenizer, BenchContext.Chance()).Of(Tokens), Deadline);
        var capacity = await pool.CapacityAsync([request], stop);
        var ahead = RunsAhead * TextsOfARun * LoadedPool.Workers;
        var (front, leaving) = (Math.Max(2 * ahead, (int)(Front * capacity)), Math.Max(LeastLeaving, (int)(Behind * capacity)));
        var wasted = await SingleRounds.RunAsync(
            context,
            async (_, token) =>
            {
                using var crowd = await Crowd.OpenAsync(pool.Server, front, leaving, token);
                return await WastedAsync(crowd, metrics, new CrowdPlan(request, Patience, ahead), token);
            },
            stop);
        return new RowResult(Name, model.Name, "texts run for nobody ÷ texts of those who left")
        {
            Target = Target.AtMost(Bound),
            Ratio = Bootstrap.OfMedian(wasted, BenchContext.Chance()),
            Rounds = wasted.Length,
            Figures = [new("clients", "in front", front, ""), new("clients", "behind, who stay", leaving, ""), new("clients", "behind, who leave", leaving, "")],
        };
    }

    private static async Task<double> WastedAsync(Crowd crowd, PoolMetrics metrics, CrowdPlan plan, CancellationToken stop)
    {
        var before = await metrics.TextsRunAsync(stop);
        var answers = await crowd.SendAsync(plan, stop);
        var run = await metrics.SettledTextsRunAsync(stop) - before;
        var answered = answers.Count(static answer => answer.Succeeded);
        return answered == crowd.Staying
            ? (run - answered) / crowd.Leaving
            : throw new InvalidOperationException($"Of {crowd.Staying} clients that stayed {crowd.Staying - answered} got no prediction.");
    }
}
