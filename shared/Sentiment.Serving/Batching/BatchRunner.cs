using System.Buffers;
using Microsoft.Extensions.Logging;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Tracing;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Telemetry;

namespace Sentiment.Serving.Batching;

/// <summary>Step 12: one run, from the texts of a batch to their logits. As many at a time as there are workers.</summary>
internal sealed class BatchRunner(IModelBackend backend, RunCosts costs, WorkCost work, ServingMetrics metrics, TimeProvider time, ILogger<BatchRunner> logger)
{
    public static readonly ApiError Failed = new(
        ErrorCode.InferenceFailed, "The model failed on the batch that this text was in. Trying again may help; the pool's log has the reason.");

    /// <summary>Completes every text, whatever the runtime does.</summary>
    /// <param name="texts">At least one.</param>
    /// <param name="labels">Logits of a text.</param>
    /// <returns>What the run has cost.</returns>
    public int Run(PendingText[] texts, int labels)
    {
        using var batch = Batch(texts);
        var cost = costs.Of(batch.Count, batch.Tokens, batch.Longest);
        var logits = ArrayPool<float>.Shared.Rent(texts.Length * labels);
        var started = time.GetTimestamp();
        try
        {
            backend.Run(batch, logits.AsSpan(0, texts.Length * labels));
            var ran = time.GetElapsedTime(started);
            var computed = backend.Computed(batch.Count, batch.Tokens, batch.Longest);
            work.Observe(cost, ran);
            costs.Observe(computed, batch.Longest, ran);
            metrics.ObserveRun(batch, computed, ran);
            var ended = time.GetUtcNow();
            Complete(texts, logits.AsSpan(0, texts.Length * labels), started, ran);

            // Behind the answers: nobody waits for what is recorded of them.
            Record(texts, computed, ended - ran, ran);
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

        return cost;
    }

    // For those who look at one slow request and ask in whose company it ran.
    private void Record(PendingText[] texts, int computed, DateTimeOffset began, TimeSpan ran)
    {
        if (Array.Exists(texts, static text => text.Request.Span != default))
        {
            Spans.RecordShared(
                "batch",
                began,
                ran,
                [.. texts.Select(static text => text.Request.Span).Where(static span => span != default).Distinct()],
                new("sentiment.backend", backend.Name),
                new("sentiment.texts", texts.Length),
                new("sentiment.tokens.computed", computed));
        }
    }

    private static TokenBatch Batch(PendingText[] texts)
    {
        var tokens = 0;
        foreach (var text in texts)
        {
            tokens += text.Ids.Length;
        }

        var batch = new TokenBatch(texts.Length, tokens);
        foreach (var text in texts)
        {
            text.Request.Start();
            batch.Add(text.Ids);
        }

        return batch;
    }

    private void Complete(PendingText[] texts, ReadOnlySpan<float> logits, long started, TimeSpan ran)
    {
        var labels = logits.Length / texts.Length;
        for (var i = 0; i < texts.Length; i++)
        {
            var queued = time.GetElapsedTime(texts[i].Request.Enqueued, started);
            texts[i].Complete(new RunResult(logits.Slice(i * labels, labels).ToArray(), queued, ran, Error: null));
        }
    }
}
