using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Hosting.Requests;
using Sentiment.Hosting.Tracing;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Drift;
using Sentiment.Serving.Responses;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Startup;
using Sentiment.Serving.Telemetry;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving;

/// <summary>
/// The order in which a pool answers; the gateway has done steps 1 to 8.
/// <list type="table">
/// <item> 9 Admit: by bytes and deadline, before the body is read: an overloaded pool must say no cheaply.</item>
/// <item>10 Tokenise: on the request's thread, in parallel; a long text becomes several windows. Only now is the cost known, and the tokens are reserved or refused.</item>
/// <item>11 Batch: at once and alone when a worker is free; else texts of many requests wait together, so that those of like length share a run.</item>
/// <item>12 Run: as many at a time as there are workers, so that runs do not fight for the cores.</item>
/// <item>13 Score: a text's windows become one answer; on the request's thread, for a worker does nothing that others can do.</item>
/// <item>14 Respond: results and timings in the contract's words; what was reserved is given back.</item>
/// </list>
/// </summary>
internal sealed class ServingPipeline(
    ModelState models, AdmissionGate admission, BatchScheduler scheduler, ServingMetrics metrics, DriftMetrics drift, TimeProvider time,
    ILogger<ServingPipeline> logger)
{
    private static readonly ApiError NotLoaded = new(ErrorCode.ModelNotLoaded, "The pool is still loading its model, or is about to stop.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <param name="bytes">Length of the body, or the most that it may have.</param>
    /// <param name="read">Reads and parses the body, once the request has been let in.</param>
    /// <param name="context">Deadline and timings of the request.</param>
    /// <returns>A result each text; an error when the request as a whole is refused.</returns>
    public async Task<Outcome<Outcome<Prediction>[]>> ServeAsync(long bytes, Func<Task<Outcome<ServingRequest>>> read, RequestContext context)
    {
        if (models.Ready is not { } model)
        {
            return Refused(NotLoaded);
        }

        // 9 admit
        if (!admission.Enter(bytes, context.Deadline.Remaining).Succeeded(out var reservation, out var error))
        {
            return Refused(error);
        }

        using (reservation)
        {
            if (!(await read()).Succeeded(out var request, out error))
            {
                return Refused(error);
            }

            // 10 tokenise
            if (!Tokenize(model, request, context).Succeeded(out var tokenized, out error)
                || (error = admission.Reserve(reservation, tokenized.Windows, context.Deadline.Remaining)) is not null)
            {
                return Refused(error);
            }

            // 11 batch, 12 run
            if (!(await RunAsync(tokenized, context)).Succeeded(out var texts, out error))
            {
                return Refused(error);
            }

            // 13 score, 14 respond
            return Respond(model, request, tokenized, texts, context);
        }
    }

    private Outcome<TokenizedRequest> Tokenize(ServedModel model, ServingRequest request, RequestContext context)
    {
        var started = time.GetTimestamp();
        var tokenized = RequestTokenizer.Encode(model, request, context.Deadline);
        var took = time.GetElapsedTime(started);
        context.Timing.Add("tokenize", took);
        metrics.ObserveTokenize(took);
        Spans.Record("tokenization", time.GetUtcNow() - took, took);
        return tokenized;
    }

    private async ValueTask<Outcome<PendingText[]>> RunAsync(TokenizedRequest tokenized, RequestContext context)
    {
        if (tokenized.Windows.Length == 0)
        {
            return Array.Empty<PendingText>();
        }

        var now = time.GetTimestamp();
        var pending = new PendingRequest(tokenized.Windows, now, now + (long)(context.Deadline.Remaining.TotalSeconds * time.TimestampFrequency))
        {
            Span = Activity.Current is { Recorded: true } span ? span.Context : default,
        };
        if (!scheduler.TryAdd(pending))
        {
            return NotLoaded;
        }

        // A worker was free: all is done, and there was never a timer.
        if (!pending.Completion.IsCompleted)
        {
            await WaitAsync(pending, context.Deadline);
        }

        return pending.Refusal is { } refusal ? refusal : pending.Texts;
    }

    private async Task WaitAsync(PendingRequest pending, RequestDeadline deadline)
    {
        try
        {
            await pending.Completion.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            // Two different things to a caller: nothing was done, or it was not done in time.
            pending.Refuse(pending.HasStarted ? AdmissionGate.DeadlinePassed() : admission.Overdue());
        }
        finally
        {
            pending.Abandon();
        }
    }

    private Outcome<Prediction>[] Respond(ServedModel model, ServingRequest request, TokenizedRequest tokenized, PendingText[] texts, RequestContext context)
    {
        var started = time.GetTimestamp();
        var results = new Outcome<Prediction>[request.Items.Count];
        var (next, queued, ran) = (0, TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 0; i < results.Length; i++)
        {
            if (tokenized.Texts[i] is { } text)
            {
                var run = WindowAggregation.Join(texts.AsSpan(next, text.Windows.Length));
                next += text.Windows.Length;
                results[i] = Predict(model, request.Items[i].Text!, text, run);

                // Of many texts the slowest: that is what the caller has waited for.
                (queued, ran) = (run.Queued > queued ? run.Queued : queued, run.Ran > ran ? run.Ran : ran);
            }
            else
            {
                results[i] = tokenized.Errors[i]!;
            }

            CountError(results[i].Error, i, context);
        }

        if (texts.Length > 0)
        {
            context.Timing.Add("queue", queued);
            context.Timing.Add("infer", ran);
            var waits = Ago(texts[0].Request.Enqueued);
            Spans.Record("queue", waits, queued);
            Spans.Record("forward_pass", waits + queued, ran);
        }

        Spans.Record("postprocessing", Ago(started), time.GetElapsedTime(started));
        return results;
    }

    private DateTimeOffset Ago(long timestamp) => time.GetUtcNow() - time.GetElapsedTime(timestamp);

    private void CountError(ApiError? error, int index, RequestContext context)
    {
        if (error is not null)
        {
            metrics.CountRefusal(error.Code);
            if (error.Code == ErrorCode.InferenceFailed)
            {
                ServingLog.InferenceFailed(logger, index, context.CorrelationId);
            }
        }
    }

    private Outcome<Prediction> Predict(ServedModel model, string text, WindowedText tokenized, in RunResult run)
    {
        if (run.Error is not null)
        {
            return run.Error;
        }

        metrics.ObserveQueue(run.Queued);
        if (!model.Scorer.Score(run.Logits).Succeeded(out var scores, out var error))
        {
            return error;
        }

        metrics.CountInference(model.Manifest.Name, scores.Label);
        drift.Count(text, tokenized.Windows, scores);
        return ResponseFactory.Prediction(model, text, tokenized, scores, run.Ran);
    }

    private ApiError Refused(ApiError error)
    {
        metrics.CountRefusal(error.Code);
        return error;
    }
}
