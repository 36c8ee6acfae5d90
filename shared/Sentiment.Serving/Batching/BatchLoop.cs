using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Telemetry;

namespace Sentiment.Serving.Batching;

/// <summary>Steps 11 and 12: owns the waiting texts, and is the only caller of the backend. Runs on the inference thread alone.</summary>
internal sealed class BatchLoop(
    BatchQueue queue,
    IModelBackend backend,
    IOptions<BatchingOptions> options,
    WorkRate rate,
    ServingMetrics metrics,
    TimeProvider time,
    ILogger<BatchLoop> logger)
{
    // Enough to find neighbours in length; the rest stays in the queue, whose bound then holds.
    private const int Lookahead = 256;

    private static readonly ApiError Failed = new(
        ErrorCode.InferenceFailed, "The model failed on the batch that this text was in. Trying again may help; the pool's log has the reason.");

    private readonly List<PendingText> _waiting = [];
    private readonly BatchingOptions _options = options.Value;

    /// <summary>Runs until the queue is closed and empty.</summary>
    /// <param name="labels">Logits of a text.</param>
    public void Run(int labels)
    {
        while (_waiting.Count > 0 || queue.WaitForWork())
        {
            RunNext(labels);
        }
    }

    /// <summary>Takes in what has come, and runs one batch of it.</summary>
    internal void RunNext(int labels)
    {
        while (_waiting.Count < Lookahead && queue.TryTake(out var texts))
        {
            _waiting.AddRange(texts);
        }

        DropUnwanted();
        if (_waiting.Count > 0)
        {
            Execute(TakeBatch(), labels);
        }
    }

    /// <summary>For the end of the inference thread: nobody may wait for a run that will not come.</summary>
    public void FailAll()
    {
        while (queue.TryTake(out var texts))
        {
            _waiting.AddRange(texts);
        }

        _waiting.ForEach(static text => text.Complete(RunResult.Failed(Failed)));
        _waiting.Clear();
    }

    private void DropUnwanted()
    {
        var now = time.GetTimestamp();
        foreach (var text in _waiting)
        {
            if (text.IsUnwanted(now))
            {
                text.Complete(RunResult.Failed(AdmissionGate.DeadlinePassed()));
            }
        }

        _waiting.RemoveAll(text => text.IsUnwanted(now));
    }

    private PendingText[] TakeBatch()
    {
        Span<int> lengths = _waiting.Count <= 2 * Lookahead ? stackalloc int[_waiting.Count] : new int[_waiting.Count];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = _waiting[i].Ids.Length;
        }

        var chosen = BatchPlanner.Choose(lengths, _options, backend.Cost);
        var batch = Array.ConvertAll(chosen, position => _waiting[position]);
        for (var i = chosen.Length - 1; i >= 0; i--)
        {
            _waiting.RemoveAt(chosen[i]);
        }

        return batch;
    }

    private void Execute(PendingText[] texts, int labels)
    {
        using var batch = new TokenBatch(texts.Length, texts.Sum(static text => text.Ids.Length));
        foreach (var text in texts)
        {
            batch.Add(text.Ids);
        }

        var logits = ArrayPool<float>.Shared.Rent(texts.Length * labels);
        var started = time.GetTimestamp();
        try
        {
            backend.Run(batch, logits.AsSpan(0, texts.Length * labels));
            Complete(texts, batch, logits, labels, started);
        }
        catch (Exception failure)
        {
            // Whatever the runtime throws: these texts have failed, the next batch may not.
            BatchingLog.RunFailed(logger, batch.Count, batch.Longest, failure);
            foreach (var text in texts)
            {
                text.Complete(RunResult.Failed(Failed));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    private void Complete(PendingText[] texts, TokenBatch batch, float[] logits, int labels, long started)
    {
        var ran = time.GetElapsedTime(started);
        rate.Observe(batch.Tokens, ran);
        metrics.ObserveRun(batch.Count, batch.Tokens, batch.Count * batch.Longest, ran);
        for (var i = 0; i < texts.Length; i++)
        {
            var queued = time.GetElapsedTime(texts[i].Enqueued, started);
            texts[i].Complete(new RunResult(logits.AsSpan(i * labels, labels).ToArray(), queued, ran, Error: null));
        }
    }
}
