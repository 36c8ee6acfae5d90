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
    // A batch of one pads nothing: the best of those is found apart from the best that pads.
    private static readonly int[] Padded = [2, 4, 8, 16, 32];
    private static readonly int[] QuickPadded = [2, 16];

    private readonly int _repeats = context.Settings.IsQuick ? 1 : 3;
    private readonly int _trial = Math.Min(texts.Count, Math.Max(2 * connections, texts.Count / 4));
    private readonly List<string> _tried = [];

    /// <summary>What each plan reached, for the report.</summary>
    public string Tried => string.Join(", ", _tried);

    /// <summary>Among plans that put texts together.</summary>
    public Task<FifoPlan> FindPaddedAsync(CancellationToken stop) => FindAsync(context.Settings.IsQuick ? QuickPadded : Padded, stop);

    /// <summary>Among plans that run each text alone.</summary>
    public Task<FifoPlan> FindSingleAsync(CancellationToken stop) => FindAsync([1], stop);

    private async Task<FifoPlan> FindAsync(int[] batches, CancellationToken stop)
    {
        var processors = CpuAllowance.Processors;
        var rates = new Dictionary<FifoPlan, double>();

        // Runs side by side or threads side by side; on one processor that is the same.
        foreach (var (workers, threads) in new[] { (processors, 1), (1, processors) }.Distinct())
        {
            foreach (var batch in batches)
            {
                var plan = new FifoPlan(workers, threads, batch);
                rates[plan] = await TryAsync(plan, stop);
                _tried.Add(string.Create(CultureInfo.InvariantCulture, $"{batch} on {workers} × {threads}: {rates[plan]:0}"));
                context.Say(string.Create(CultureInfo.InvariantCulture, $"baseline, {plan.Description}: {rates[plan]:0} a second"));
            }
        }

        return rates.MaxBy(static tried => tried.Value).Key;
    }

    // A process of its own each time: none may gain from what another has warmed up, and a dozen that lie idle would fill the memory.
    private async Task<double> TryAsync(FifoPlan plan, CancellationToken stop)
    {
        await using var http = await HttpSide.StartAsync(Servers.Fifo(model.Package, plan), texts, stop, connections);
        await http.MeasureAsync(_trial, stop);
        var rates = new double[_repeats];
        for (var i = 0; i < _repeats; i++)
        {
            rates[i] = (await http.MeasureAsync(_trial, stop)).Rate;
        }

        return Quantiles.Median(rates);
    }
}
