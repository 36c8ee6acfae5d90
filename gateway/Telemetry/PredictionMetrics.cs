using Prometheus;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Telemetry;

/// <summary>What the gateway counts of predictions. Every series exists from the first scrape: a rate over a missing one is no zero.</summary>
internal sealed class PredictionMetrics
{
    // The step "cached" comes with the cache; dashboards may already group by it.
    private const string NotCached = "false";

    private static readonly double[] SecondsBuckets =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Counter _predictions;
    private readonly Histogram _duration;
    private readonly Counter _errors;

    public PredictionMetrics(IMetricFactory metrics, ArmSelector experiment, LiveConfiguration configuration)
    {
        _predictions = metrics.CreateCounter(
            "ml_predictions_total", "Texts that were answered with a prediction.", ["arm", "label", "cached"]);
        _duration = metrics.CreateHistogram(
            "ml_prediction_duration_seconds",
            "From a request's headers to its answer, for requests that were answered with predictions; a batch is one.",
            ["arm", "cached"],
            new HistogramConfiguration { Buckets = SecondsBuckets });
        _errors = metrics.CreateCounter(
            "ml_prediction_errors_total", "Problems that were answered, those of single texts of a batch included.", ["code"]);
        configuration.Changed += () => Declare(experiment.Arms);
        Declare(experiment.Arms);
    }

    public void Predicted(Arm arm, Prediction prediction) => _predictions.WithLabels(arm.Id, prediction.Label, NotCached).Inc();

    public void Answered(Arm arm, TimeSpan took) => _duration.WithLabels(arm.Id, NotCached).Observe(took.TotalSeconds);

    public void Failed(ErrorCode code) => _errors.WithLabels(ErrorCatalog.Wire(code)).Inc();

    private void Declare(IReadOnlyList<Arm> arms)
    {
        foreach (var arm in arms)
        {
            _predictions.WithLabels(arm.Id, AnswerCheck.Positive, NotCached);
            _predictions.WithLabels(arm.Id, AnswerCheck.Negative, NotCached);
            _duration.WithLabels(arm.Id, NotCached);
        }

        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            _errors.WithLabels(ErrorCatalog.Wire(code));
        }
    }
}
