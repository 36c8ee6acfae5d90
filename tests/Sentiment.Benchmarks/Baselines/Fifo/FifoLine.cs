using System.Threading.Channels;
using Sentiment.Benchmarks.Baselines.Loops;

namespace Sentiment.Benchmarks.Baselines.Fifo;

/// <summary>The line and its workers, for as long as the process lives.</summary>
internal sealed class FifoLine
{
    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>();
    private readonly OnnxSession _session;
    private readonly int _batch;

    public FifoLine(OnnxSession session, FifoPlan plan)
    {
        (_session, _batch) = (session, plan.Batch);
        for (var i = 0; i < plan.Workers; i++)
        {
            _ = Task.Run(ServeAsync);
        }
    }

    /// <summary>Waits in the line and is run.</summary>
    /// <returns>Logits.</returns>
    public async ValueTask<float[]> RunAsync(int[] ids, CancellationToken stop)
    {
        var waiting = new Waiting(ids, new TaskCompletionSource<float[]>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, stop);
        return await waiting.Result.Task;
    }

    private async Task ServeAsync()
    {
        var batch = new List<Waiting>(_batch);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < _batch && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            if (batch.Count > 0)
            {
                Run(batch);
                batch.Clear();
            }
        }
    }

    private void Run(List<Waiting> batch)
    {
        try
        {
            var padded = PaddedBatch.Pad([.. batch.Select(static waiting => waiting.Ids)]);
            var logits = _session.Run(padded.Ids, padded.Mask, padded.Texts, padded.Width);
            var labels = logits.Length / batch.Count;
            foreach (var (row, waiting) in batch.Index())
            {
                waiting.Result.TrySetResult(logits[(row * labels)..((row + 1) * labels)]);
            }
        }
        catch (Exception failed)
        {
            // The requests fail with it, as does the closed loop that sent them; the worker must live to answer the others.
            batch.ForEach(waiting => waiting.Result.TrySetException(failed));
        }
    }

    private sealed record Waiting(int[] Ids, TaskCompletionSource<float[]> Result);
}
