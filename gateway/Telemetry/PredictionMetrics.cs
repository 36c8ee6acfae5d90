using Prometheus;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Telemetry;

/// <summary>What the gateway counts of predictions. Every series exists from the first scrape: a rate over a missing one is no zero.</summary>
internal sealed class PredictionMetrics
{
    private static readonly string[] CachedOrNot = ["false", "true"];

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

    /// <param name="answer">With a prediction.</param>
    public void Predicted(Answer answer) => _predictions.WithLabels(answer.Arm.Id, answer.Prediction!.Label, Label(answer.IsCached)).Inc();

    public void Answered(Answers answers, TimeSpan took) => _duration.WithLabels(answers.Arm.Id, Label(answers.AreCached)).Observe(took.TotalSeconds);

    public void Failed(ErrorCode code) => _errors.WithLabels(ErrorCatalog.Wire(code)).Inc();

    /// <returns>How often the problem was answered since the start.</returns>
    public double Failures(ErrorCode code) => _errors.WithLabels(ErrorCatalog.Wire(code)).Value;

    /// <param name="arm">Its id.</param>
    /// <param name="label">One of <see cref="Labels.All"/>.</param>
    /// <param name="isCached">Those that were known, or the others.</param>
    /// <returns>Texts that were answered since the start.</returns>
    public double Predictions(string arm, string label, bool isCached) => _predictions.WithLabels(arm, label, Label(isCached)).Value;

    private static string Label(bool isCached) => isCached ? CachedOrNot[1] : CachedOrNot[0];

    private void Declare(IReadOnlyList<Arm> arms)
    {
        foreach (var arm in arms)
        {
            foreach (var cached in CachedOrNot)
            {
                foreach (var label in Labels.All)
                {
                    _predictions.WithLabels(arm.Id, label, cached);
                }

                _duration.WithLabels(arm.Id, cached);
            }
        }

        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            _errors.WithLabels(ErrorCatalog.Wire(code));
        }
    }
}
