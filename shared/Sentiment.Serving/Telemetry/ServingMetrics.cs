using Prometheus;
using Sentiment.Contracts.Errors;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Batching;

namespace Sentiment.Serving.Telemetry;

/// <summary>What a pool counts. Start-up's own runs and probes are not counted.</summary>
internal sealed class ServingMetrics
{
    private readonly string _backend;
    private readonly Counter _inferences;
    private readonly Histogram.Child _tokenize;
    private readonly Histogram.Child _queue;
    private readonly Histogram.Child _infer;
    private readonly Histogram.Child _batchTexts;
    private readonly Histogram.Child _padding;
    private readonly Counter _refusals;
    private readonly Gauge _memory;

    public ServingMetrics(IMetricFactory factory, IModelBackend backend, AdmissionGate admission, RunCosts costs, CollectorRegistry registry)
    {
        _backend = backend.Name;
        _inferences = factory.CreateCounter("ml_inferences_total", "Texts that were answered with a prediction, by label.", ["backend", "model", "label"]);
        var stages = factory.CreateHistogram(
            "ml_inference_stage_seconds", "Seconds in a stage: tokenize, all texts of one request; queue, one text; infer, one run.", ["backend", "stage"],
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.000_1, 2, 17) });
        _tokenize = stages.WithLabels(_backend, "tokenize");
        _queue = stages.WithLabels(_backend, "queue");
        _infer = stages.WithLabels(_backend, "infer");
        _batchTexts = factory.CreateHistogram(
            "ml_inference_batch_texts", "Texts of one run.", ["backend"],
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(1, 2, 8) }).WithLabels(_backend);
        _padding = factory.CreateHistogram(
            "ml_inference_padding_ratio", "Share of a run's tokens that was padding.", ["backend"],
            new HistogramConfiguration { Buckets = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75] }).WithLabels(_backend);
        _refusals = factory.CreateCounter(
            "ml_pool_refusals_total", "Texts and requests that the pool did not answer with a prediction, by error code.", ["backend", "code"]);
        _memory = factory.CreateGauge("ml_model_memory_bytes", "Resident memory that loading and warming up the model added.", ["backend", "model"]);
        var queued = factory.CreateGauge("ml_queued_tokens", "Tokens that wait or run.", ["backend"]).WithLabels(_backend);
        var wait = factory.CreateGauge("ml_queue_wait_seconds", "How long a text that came now would wait, as predicted.", ["backend"]).WithLabels(_backend);
        factory.CreateGauge("ml_queue_wait_limit_seconds", "The wait beyond which the pool refuses (E4005).", ["backend"]).WithLabels(_backend).Set(admission.MaxWait.TotalSeconds);
        var overhead = factory.CreateGauge(
            "ml_inference_run_overhead_tokens", "What a run costs besides the tokens that it computes, in tokens, as fitted to the last runs.", ["backend"]).WithLabels(_backend);
        registry.AddBeforeCollectCallback(() =>
        {
            queued.Set(admission.QueuedTokens);
            wait.Set(admission.Backlog.TotalSeconds);
            overhead.Set(costs.TokensOfARun);
        });
        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            _refusals.WithLabels(_backend, ErrorCatalog.Wire(code));
        }
    }

    /// <summary>Once the model is known: from here on each of its series is there, at zero.</summary>
    public void DeclareModel(string model, IReadOnlyList<string> labels, long memoryBytes)
    {
        _memory.WithLabels(_backend, model).Set(memoryBytes);
        foreach (var label in labels)
        {
            _inferences.WithLabels(_backend, model, label);
        }
    }

    public void CountInference(string model, string label) => _inferences.WithLabels(_backend, model, label).Inc();

    public void CountRefusal(ErrorCode code) => _refusals.WithLabels(_backend, ErrorCatalog.Wire(code)).Inc();

    public void ObserveTokenize(TimeSpan took) => _tokenize.Observe(took.TotalSeconds);

    public void ObserveQueue(TimeSpan took) => _queue.Observe(took.TotalSeconds);

    /// <param name="batch">The run's texts.</param>
    /// <param name="computed">Tokens computed, padding included.</param>
    /// <param name="took">Time of the run.</param>
    public void ObserveRun(TokenBatch batch, int computed, TimeSpan took)
    {
        _batchTexts.Observe(batch.Count);
        _padding.Observe(1 - ((double)batch.Tokens / computed));
        _infer.Observe(took.TotalSeconds);
    }
}
