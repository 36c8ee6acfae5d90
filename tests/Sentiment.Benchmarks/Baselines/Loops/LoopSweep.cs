using System.Globalization;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>Finds the batch size and the threads with which a bare loop needs the least processor time, in the same run.</summary>
/// <param name="loops">One for each number of threads.</param>
/// <param name="computed">Tokens that so many texts in batches of a size compute, padding included where there is any.</param>
internal sealed class LoopSweep(IReadOnlyList<BareLoop> loops, Func<TextRange, int, double> computed)
{
    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32];

    /// <param name="texts">What each combination runs.</param>
    /// <param name="repeats">How often; the median counts, so that one lucky run does not choose.</param>
    public async Task<LoopChoice> FindAsync(TextRange texts, int repeats, CancellationToken stop)
    {
        var choices = new List<LoopChoice>();
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

                choices.Add(new LoopChoice(loop, batch, Statistics.Quantiles.Median(costs)));
            }
        }

        var points = choices
            .Where(static choice => choice.Loop.Threads == 1)
            .Select(choice => new RunPoint(computed(texts, choice.Batch), Math.Ceiling((double)texts.Count / choice.Batch), choice.CpuMilliseconds * texts.Count));
        return choices.MinBy(static choice => choice.CpuMilliseconds)! with { Sweep = choices, TokensOfARun = RunCost.InTokens([.. points]) };
    }
}

/// <param name="Loop">The process.</param>
/// <param name="Batch">Texts of a run.</param>
/// <param name="CpuMilliseconds">Of one text, when it was chosen.</param>
internal sealed record LoopChoice(BareLoop Loop, int Batch, double CpuMilliseconds)
{
    /// <summary>All that it was chosen from.</summary>
    public IReadOnlyList<LoopChoice> Sweep { get; init; } = [];

    /// <summary>What a run on one thread costs besides its tokens, in tokens; null when the sweep does not tell.</summary>
    public double? TokensOfARun { get; init; }

    public string Description =>
        string.Create(CultureInfo.InvariantCulture, $"batches of {Batch}, {Loop.Threads} thread{(Loop.Threads == 1 ? string.Empty : "s")}")
        + (TokensOfARun is { } tokens ? string.Create(CultureInfo.InvariantCulture, $"; a run costs as much as {tokens:0.0} tokens") : string.Empty)
        + $"; CPU ms a text in the sweep, one thread: {string.Join(", ", Sweep.Where(static choice => choice.Loop.Threads == 1).Select(static choice => choice.Cost))}";

    private string Cost => string.Create(CultureInfo.InvariantCulture, $"{CpuMilliseconds:0.00} in batches of {Batch}");
}
