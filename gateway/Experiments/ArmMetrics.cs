using Prometheus;

namespace Sentiment.Gateway.Experiments;

/// <summary>The weights in force, and what came of them.</summary>
internal sealed class ArmMetrics
{
    private const string ByWeight = "weight";
    private const string ByBackend = "backend";
    private const string ByArm = "arm";

    private readonly Gauge _weight;
    private readonly Counter _assignments;

    public ArmMetrics(IMetricFactory metrics)
    {
        _weight = metrics.CreateGauge("ml_arm_weight", "Weight of the arm as configured and in force.", ["arm"]);
        _assignments = metrics.CreateCounter(
            "ml_arm_assignments_total", "Requests that were given the arm: by weight among all, by weight among those of a backend, or because they named it.", ["arm", "by"]);
    }

    public void Assigned(Arm arm, ArmWish wish) =>
        _assignments.WithLabels(arm.Id, wish switch { { Arm: not null } => ByArm, { Backend: not null } => ByBackend, _ => ByWeight }).Inc();

    /// <summary>Makes all series of these arms; the weights of others go, their counts stay: a counter that vanishes is no zero.</summary>
    public void Declare(IReadOnlyList<Arm> arms)
    {
        foreach (var gone in _weight.GetAllLabelValues().Select(static labels => labels[0]).Except(arms.Select(static arm => arm.Id), StringComparer.Ordinal))
        {
            _weight.RemoveLabelled(gone);
        }

        foreach (var arm in arms)
        {
            _weight.WithLabels(arm.Id).Set(arm.Weight);
            foreach (var by in (ReadOnlySpan<string>)[ByWeight, ByBackend, ByArm])
            {
                _assignments.WithLabels(arm.Id, by);
            }
        }
    }
}
