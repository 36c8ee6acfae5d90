using System.Globalization;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>Finds the batch size and the threads with which a bare loop needs the least processor time, in the same run.</summary>
internal sealed class LoopSweep(IReadOnlyList<BareLoop> loops)
{
    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32];

    /// <param name="texts">What each combination runs.</param>
    /// <param name="repeats">How often; the median counts, so that one lucky run does not choose.</param>
    public async Task<LoopChoice> FindAsync(TextRange texts, int repeats, CancellationToken stop)
    {
        LoopChoice? best = null;
        foreach (var loop in loops)
        {
            // The first run of a process grows its memory.
            await loop.MeasureAsync(Batches[^1], atATime: 1, texts, stop);
            foreach (var batch in Batches)
            {
                var costs = new double[repeats];
                for (var i = 0; i < repeats; i++)
                {
                    costs[i] = (await loop.MeasureAsync(batch, atATime: 1, texts, stop)).CpuMilliseconds;
                }

                var cost = Statistics.Quantiles.Median(costs);
                best = best is null || cost < best.CpuMilliseconds ? new LoopChoice(loop, batch, cost) : best;
            }
        }

        return best ?? throw new InvalidOperationException("There is no loop to choose from.");
    }
}

/// <param name="Loop">The process.</param>
/// <param name="Batch">Texts of a run.</param>
/// <param name="CpuMilliseconds">Of one text, when it was chosen.</param>
internal sealed record LoopChoice(BareLoop Loop, int Batch, double CpuMilliseconds)
{
    public string Description =>
        string.Create(CultureInfo.InvariantCulture, $"batches of {Batch}, {Loop.Threads} thread{(Loop.Threads == 1 ? string.Empty : "s")}");
}
