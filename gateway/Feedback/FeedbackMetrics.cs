using Prometheus;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Feedback;

/// <summary>What clients say of the arms' answers. Counters: they add over gateways, which a share would not.</summary>
internal sealed class FeedbackMetrics
{
    private const string Agreed = "agreed";
    private const string Disagreed = "disagreed";

    private static readonly (ErrorCode Code, string Reason)[] Refusals =
        [(ErrorCode.PredictionIdRefused, "refused"), (ErrorCode.PredictionIdExpired, "expired"), (ErrorCode.FeedbackGiven, "duplicate")];

    private readonly Counter _given;
    private readonly Counter _refused;

    public FeedbackMetrics(IMetricFactory metrics, ArmSelector experiment, LiveConfiguration configuration)
    {
        _given = metrics.CreateCounter("ml_feedback_total", "Predictions of the arm that a client has said were right (agreed) or wrong (disagreed).", ["arm", "outcome"]);
        _refused = metrics.CreateCounter("ml_feedback_refused_total", "Feedback that was not counted: the id was refused, had expired, or was used before.", ["reason"]);
        foreach (var (_, reason) in Refusals)
        {
            _refused.WithLabels(reason);
        }

        configuration.Changed += () => Declare(experiment.Arms);
        Declare(experiment.Arms);
    }

    public void Given(string arm, bool agreed) => _given.WithLabels(arm, agreed ? Agreed : Disagreed).Inc();

    /// <returns>Feedback on the arm's predictions since the start.</returns>
    public (double Agreed, double Disagreed) Total(string arm) => (_given.WithLabels(arm, Agreed).Value, _given.WithLabels(arm, Disagreed).Value);

    /// <param name="code">Others than those of feedback are counted elsewhere.</param>
    public void Refused(ErrorCode code)
    {
        foreach (var refusal in Refusals)
        {
            if (refusal.Code == code)
            {
                _refused.WithLabels(refusal.Reason).Inc();
            }
        }
    }

    private void Declare(IReadOnlyList<Arm> arms)
    {
        foreach (var arm in arms)
        {
            _given.WithLabels(arm.Id, Agreed);
            _given.WithLabels(arm.Id, Disagreed);
        }
    }
}
