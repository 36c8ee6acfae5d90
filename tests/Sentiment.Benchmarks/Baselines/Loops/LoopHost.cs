namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>The child's side of a bare loop: what is asked for is prepared first, so that a run is the model and nothing else.</summary>
internal sealed class LoopHost(ILoopModel model, int[][] texts)
{
    private PaddedBatch[] _batches = [];

    /// <summary>Until the parent closes the pipe.</summary>
    public void Serve(TextReader input, TextWriter output)
    {
        Say(output, LoopMessages.Loaded);
        while (input.ReadLine() is { } line)
        {
            Say(output, Answer(line));
        }
    }

    private string Answer(string line)
    {
        if (LoopMessages.ReadPrepare(line) is var (batch, first, count))
        {
            _batches = [.. PaddedBatch.Sorted(texts.Skip(first).Take(count), batch)];
            return LoopMessages.Prepared;
        }

        RunAll(LoopMessages.ReadRun(line));
        return LoopMessages.Done;
    }

    private void RunAll(int atATime)
    {
        var next = -1;
        var others = Enumerable.Range(1, atATime - 1).Select(_ => new Thread(RunSome)).ToArray();
        Array.ForEach(others, static thread => thread.Start());
        RunSome();
        Array.ForEach(others, static thread => thread.Join());

        void RunSome()
        {
            while (Interlocked.Increment(ref next) is var mine && mine < _batches.Length)
            {
                model.Run(_batches[mine]);
            }
        }
    }

    private static void Say(TextWriter output, string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
