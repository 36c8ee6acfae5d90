using System.Globalization;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>The parent's side of a bare loop: a process that holds one model and runs batches of known tokens when told.</summary>
internal sealed class BareLoop : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly ChildProcess _child;

    private BareLoop(ChildProcess child, int threads)
    {
        _child = child;
        Threads = threads;
    }

    /// <summary>Threads of one run.</summary>
    public int Threads { get; }

    /// <param name="runtime">Which.</param>
    /// <param name="package">Folder of the model package.</param>
    /// <param name="texts">File with the tokens, see <see cref="LoopMessages.WriteTexts"/>.</param>
    /// <param name="threads">Threads of one run.</param>
    public static async Task<BareLoop> StartAsync(LoopRuntime runtime, string package, string texts, int threads, CancellationToken stop)
    {
        var arguments = new[] { package, texts, threads.ToString(CultureInfo.InvariantCulture) };
        var command = runtime == LoopRuntime.Onnx
            ? new ProcessCommand(BuiltExecutable.Path("Sentiment.Benchmarks"), ["loop-onnx", .. arguments])
            : new ProcessCommand(BuiltExecutable.Path("Sentiment.Benchmarks.Torch"), arguments)
            {
                // As `up` gives it to the pool: idle threads must not spin.
                Environment = new Dictionary<string, string?> { ["OMP_WAIT_POLICY"] = "PASSIVE" },
            };
        var child = ChildProcess.Start(command);
        try
        {
            await child.ExpectAsync(LoopMessages.Loaded, Limit, stop);
            return new BareLoop(child, threads);
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs some of the file's texts; only the run is measured.</summary>
    /// <param name="batch">Texts of a run.</param>
    /// <param name="atATime">Runs side by side, each on its own thread.</param>
    public async Task<Sample> MeasureAsync(int batch, int atATime, TextRange texts, CancellationToken stop)
    {
        await _child.AskAsync(LoopMessages.Prepare(batch, texts.First, texts.Count), LoopMessages.Prepared, Limit, stop);
        var meter = Meter.Start(_child.Id);
        await _child.AskAsync(LoopMessages.Run(atATime), LoopMessages.Done, Limit, stop);
        return meter.Stop(texts.Count);
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}

/// <summary>What a bare loop runs.</summary>
internal enum LoopRuntime
{
    Onnx,
    Torch,
}
