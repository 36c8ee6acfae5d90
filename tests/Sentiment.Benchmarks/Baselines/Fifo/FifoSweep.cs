using System.Globalization;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;
using Sentiment.Serving.Hardware;

namespace Sentiment.Benchmarks.Baselines.Fifo;

/// <summary>Finds the workers, threads and batch size with which the baseline answers most, in the same run and over the same texts.</summary>
internal sealed class FifoSweep(BenchContext context, BenchModel model, IReadOnlyList<string> texts, int connections)
{
    private const int Repeats = 3;

    // A batch of one pads nothing: the best of those is found apart from the best that pads.
    private static readonly int[] Padded = [2, 4, 8, 16, 32];

    private readonly int _trial = Math.Min(texts.Count, Math.Max(2 * connections, texts.Count / 4));
    private readonly List<string> _tried = [];

    /// <summary>What each plan reached, for the report.</summary>
    public string Tried => string.Join(", ", _tried);

    /// <summary>Among plans that put texts together.</summary>
    public Task<FifoSide> FindPaddedAsync(CancellationToken stop) => FindAsync(Padded, stop);

    /// <summary>Among plans that run each text alone.</summary>
    public Task<FifoSide> FindSingleAsync(CancellationToken stop) => FindAsync([1], stop);

    private async Task<FifoSide> FindAsync(int[] batches, CancellationToken stop)
    {
        var processors = CpuAllowance.Processors;
        FifoSide? best = null;
        try
        {
            // Runs side by side or threads side by side; on one processor that is the same.
            foreach (var (workers, threads) in new[] { (processors, 1), (1, processors) }.Distinct())
            {
                foreach (var batch in batches)
                {
                    best = await BetterAsync(best, await TryAsync(new FifoPlan(workers, threads, batch), stop));
                }
            }

            return best!;
        }
        catch
        {
            await (best?.Http.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    private async Task<FifoSide> TryAsync(FifoPlan plan, CancellationToken stop)
    {
        var http = await HttpSide.StartAsync(Servers.Fifo(model.Package, plan), texts, stop, connections);
        try
        {
            var rates = new double[Repeats];
            await http.MeasureAsync(_trial, stop);
            for (var i = 0; i < Repeats; i++)
            {
                rates[i] = (await http.MeasureAsync(_trial, stop)).Rate;
            }

            var side = new FifoSide(http, plan, Quantiles.Median(rates));
            _tried.Add(string.Create(CultureInfo.InvariantCulture, $"{plan.Batch} on {plan.Workers} × {plan.Threads}: {side.Rate:0}"));
            context.Say(string.Create(CultureInfo.InvariantCulture, $"baseline, {plan.Description}: {side.Rate:0} a second"));
            return side;
        }
        catch
        {
            await http.DisposeAsync();
            throw;
        }
    }

    // Processes that lie idle take memory only, but a dozen of them with a model each take much.
    private static async Task<FifoSide> BetterAsync(FifoSide? best, FifoSide tried)
    {
        var (better, worse) = best is not null && best.Rate >= tried.Rate ? (best, tried) : (tried, best);
        await (worse?.Http.DisposeAsync() ?? ValueTask.CompletedTask);
        return better;
    }
}

/// <param name="Http">The baseline, running.</param>
/// <param name="Plan">How it runs.</param>
/// <param name="Rate">Predictions a second in the sweep.</param>
internal sealed record FifoSide(HttpSide Http, FifoPlan Plan, double Rate);
