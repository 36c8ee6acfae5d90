using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Rows;
using Sentiment.Serving.Hardware;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>A row's bare loop: processes with one and two threads, of which the sweep has chosen the better.</summary>
internal sealed class LoopSet : IAsyncDisposable
{
    private const int SweepShare = 4;
    private const int SweepRepeats = 3;
    private static readonly int[] Threads = [1, 2];

    private readonly List<BareLoop> _loops = [];
    private readonly TextRange _all;

    private LoopSet(IReadOnlyList<string> texts)
    {
        Texts = texts;
        _all = new TextRange(0, texts.Count);
    }

    /// <summary>What every side runs.</summary>
    public IReadOnlyList<string> Texts { get; }

    public LoopChoice Choice { get; private set; } = null!;

    public Contender Contender => new("loop", (_, stop) => Choice.Loop.MeasureAsync(Choice.Batch, atATime: 1, _all, stop));

    /// <summary>
    /// The same on all processors at once, one thread a run, as a pool has it. Two processors that are threads of one core, or that share
    /// its clock and caches, do less in a second each than one whose neighbour is idle.
    /// </summary>
    public Contender Busy => new("busy loop", (_, stop) => _loops[0].MeasureAsync(Choice.Batch, CpuAllowance.Processors, _all, stop));

    public static async Task<LoopSet> StartAsync(BenchContext context, LoopRuntime runtime, BenchModel model, int texts, CancellationToken stop)
    {
        var set = new LoopSet(context.Texts.Take(context.Settings.Scaled(texts)));
        try
        {
            var folder = Directory.CreateDirectory(RepositoryRoot.Combine("artifacts", "benchmarks"));
            var file = Path.Combine(folder.FullName, $"{runtime}-{model.Name}.tokens");
            int[][] tokens = [.. set.Texts.Select(text => model.Tokenizer.Encode(text).Ids)];
            LoopMessages.WriteTexts(file, tokens);
            foreach (var threads in Threads)
            {
                set._loops.Add(await BareLoop.StartAsync(runtime, model.Package, file, threads, stop));
            }

            var some = new TextRange(0, Math.Max(1, set.Texts.Count / SweepShare));
            set.Choice = await new LoopSweep(set._loops, Computed).FindAsync(some, SweepRepeats, stop);
            context.Say($"bare loop: {set.Choice.Description}");
            return set;

            double Computed(TextRange range, int batch) => PaddedBatch.Sorted(tokens.Skip(range.First).Take(range.Count), batch)
                .Sum(padded => runtime == LoopRuntime.Onnx ? padded.Texts * padded.Width : padded.Tokens.Length);
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops)
        {
            await loop.DisposeAsync();
        }
    }
}
