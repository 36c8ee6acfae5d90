using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;
using Sentiment.Benchmarks.Texts;

namespace Sentiment.Benchmarks.Rows;

/// <summary>What the slowest of a hundred wait at 80 % of capacity, beside what they would wait in a perfect queue.</summary>
internal sealed class TailRow : IRow
{
    private const double Bound = 1.25;
    private const double Utilisation = 0.8;
    private const double LongShare = 0.05;

    // Two full runs of sixteen under way and as many texts waiting: more do not wait at 80 % either.
    private const int Saturating = 64;

    public string Name => "tail";

    public string Summary => "p99 of inference-onnx under Poisson arrivals at 80 % of its capacity ÷ p99 of a simulated queue with the same arrivals and services";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop) =>
    [
        .. await RunAsync(context, context.Shipped, 4_000, stop),
        .. await RunAsync(context, context.DistilBert, 500, stop),
    ];

    private async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, BenchModel model, int count, CancellationToken stop)
    {
        await using var pool = await LoadedPool.StartAsync(model, Saturating, stop, Servers.AdmitAll);
        var sentences = context.Texts.Take(context.Settings.Scaled(count));
        return
        [
            await RunAsync(context, pool, $"{model.Name}, sentences", sentences, stop),
            await RunAsync(context, pool, $"{model.Name}, 5 % of {LongestOf(model)} tokens", WithLong(sentences, model), stop),
        ];
    }

    // What it reads in one piece.
    private static int LongestOf(BenchModel model) => model.Tokenizer.Settings.MaximumTokens;

    private async Task<RowResult> RunAsync(BenchContext context, LoadedPool pool, string name, IReadOnlyList<string> texts, CancellationToken stop)
    {
        context.Say($"{Name}: {name}");
        var requests = PredictRequest.For(texts);
        var rounds = await SingleRounds.RunAsync(context, (round, token) => MeasureAsync(pool, requests, round, token), stop);
        return new RowResult(Name, name, "p99, pool ÷ simulated queue")
        {
            Target = Target.AtMost(Bound),
            Ratio = Bootstrap.OfMedian([.. rounds.Select(static round => round.Ratio)], BenchContext.Chance()),
            Rounds = rounds.Length,
            Figures = [.. TailRound.Figures(rounds)],
            Note = $"M/G/{LoadedPool.Workers}, service times of each text measured in the round",
        };
    }

    private static async Task<TailRound> MeasureAsync(LoadedPool pool, byte[][] requests, int round, CancellationToken stop)
    {
        var capacity = await pool.CapacityOfAllAsync(requests, stop);
        var services = await pool.ServiceTimesAsync(requests, stop);
        var arrivals = Arrivals.Poisson(Utilisation * capacity, requests.Length, BenchContext.Chance(round));
        var run = await pool.Open.RunAsync(arrivals, requests, stop);
        return TailRound.Of(capacity, services, arrivals, run);
    }

    private static string[] WithLong(IEnumerable<string> sentences, BenchModel model)
    {
        var random = BenchContext.Chance();
        var sized = new SizedTexts(model.Tokenizer, random);
        return [.. sentences.Select(sentence => random.NextDouble() < LongShare ? sized.Of(LongestOf(model)) : sentence)];
    }
}
