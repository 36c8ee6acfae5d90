using System.Buffers;
using Microsoft.Extensions.Logging;
using Sentiment.Contracts.Errors;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Telemetry;

namespace Sentiment.Serving.Batching;

/// <summary>Step 12: one run, from the texts of a batch to their logits. As many at a time as there are workers.</summary>
internal sealed class BatchRunner(IModelBackend backend, WorkCost work, ServingMetrics metrics, TimeProvider time, ILogger<BatchRunner> logger)
{
    public static readonly ApiError Failed = new(
        ErrorCode.InferenceFailed, "The model failed on the batch that this text was in. Trying again may help; the pool's log has the reason.");

    /// <summary>Completes every text, whatever the runtime does.</summary>
    /// <param name="texts">At least one.</param>
    /// <param name="labels">Logits of a text.</param>
    public void Run(PendingText[] texts, int labels)
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
            Array.ForEach(texts, static text => text.Complete(RunResult.Failed(Failed)));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    private void Complete(PendingText[] texts, TokenBatch batch, float[] logits, int labels, long started)
    {
        var ran = time.GetElapsedTime(started);
        work.Observe(backend.Cost(batch.Count, batch.Longest), ran);
        metrics.ObserveRun(batch.Count, batch.Tokens, batch.Count * batch.Longest, ran);
        for (var i = 0; i < texts.Length; i++)
        {
            var queued = time.GetElapsedTime(texts[i].Enqueued, started);
            texts[i].Complete(new RunResult(logits.AsSpan(i * labels, labels).ToArray(), queued, ran, Error: null));
        }
    }
}
