using Sentiment.Cli.Metrics;

namespace Sentiment.Cli.Experiments;

/// <summary>What the gateway has done with its arms; null wherever it has no such metric.</summary>
/// <param name="Gateway">Its address.</param>
/// <param name="File">The configuration file that was read.</param>
/// <param name="ConfigurationCurrent">Whether the gateway accepts its files as they are.</param>
/// <param name="InForce">Whether it works with the file's weights.</param>
/// <param name="Arms">In the file's order.</param>
internal sealed record ArmReport(string Gateway, string File, bool? ConfigurationCurrent, bool? InForce, IReadOnlyList<ArmRow> Arms)
{
    public static ArmReport Of(string gateway, string file, Enforcement enforcement, Scrape scrape)
    {
        var total = enforcement.Arms.Sum(arm => WeightChange.IsWeight(arm.Weight) ? arm.Weight : 0);
        ArmRow[] rows = [.. enforcement.Arms.Zip(enforcement.InForce, (arm, inForce) => Row(arm, inForce, arm.Weight / total, scrape))];
        var assigned = rows.Sum(row => row.Assigned.Weight);
        var texts = rows.Sum(row => row.Texts);
        return new ArmReport(
            gateway,
            file,
            enforcement.IsCurrent,
            enforcement.AreWeightsInForce,
            [.. rows.Select(row => row with { AssignedShare = Share(row.Assigned.Weight, assigned), TextsShare = Share(row.Texts, texts) })]);
    }

    private static ArmRow Row(ConfiguredArm arm, double? inForce, double? expected, Scrape scrape)
    {
        var id = ("arm", arm.Id);
        var requests = scrape.Sum("ml_prediction_duration_seconds_count", id);
        return new ArmRow(arm.Id, arm.Backend, arm.Cluster, arm.Weight, inForce, expected is { } share && double.IsFinite(share) ? share : null)
        {
            Assigned = new Assignments(
                scrape.Sum("ml_arm_assignments_total", id, ("by", "weight")),
                scrape.Sum("ml_arm_assignments_total", id, ("by", "backend")),
                scrape.Sum("ml_arm_assignments_total", id, ("by", "arm"))),
            Texts = scrape.Sum("ml_predictions_total", id),
            Replicas = new ReplicaStates(
                scrape.Sum("ml_arm_replicas", id, ("state", "up")),
                scrape.Sum("ml_arm_replicas", id, ("state", "down")),
                scrape.Sum("ml_arm_replicas", id, ("state", "ejected"))),
            FailoversFrom = scrape.Sum("ml_failovers_total", ("from", arm.Id)),
            FailoversTo = scrape.Sum("ml_failovers_total", ("to", arm.Id)),
            Feedback = new FeedbackCounts(
                scrape.Sum("ml_feedback_total", id, ("outcome", "agreed")),
                scrape.Sum("ml_feedback_total", id, ("outcome", "disagreed"))),
            MeanLatencyMs = requests > 0 ? 1000 * scrape.Sum("ml_prediction_duration_seconds_sum", id) / requests : null,
        };
    }

    private static double? Share(double? part, double? whole) => whole > 0 ? part / whole : null;
}

/// <summary>One arm of the report.</summary>
/// <param name="Arm">Its id.</param>
/// <param name="Backend">What its replicas run.</param>
/// <param name="Cluster">Where they are.</param>
/// <param name="Weight">As the file has it.</param>
/// <param name="WeightInForce">As the gateway has it.</param>
/// <param name="ExpectedShare">Of the requests that leave the choice to the weights, 0 to 1.</param>
internal sealed record ArmRow(string Arm, string Backend, string Cluster, double? Weight, double? WeightInForce, double? ExpectedShare)
{
    /// <summary>Requests that were assigned to it, by what decided.</summary>
    public required Assignments Assigned { get; init; }

    /// <summary>Of the requests that weights decided.</summary>
    public double? AssignedShare { get; init; }

    /// <summary>Texts that it answered, others' failed-over ones included.</summary>
    public double? Texts { get; init; }

    /// <summary>Of all answered texts.</summary>
    public double? TextsShare { get; init; }

    public required ReplicaStates Replicas { get; init; }

    /// <summary>Requests that another arm answered in its place.</summary>
    public double? FailoversFrom { get; init; }

    /// <summary>Requests that it answered in another's place.</summary>
    public double? FailoversTo { get; init; }

    /// <summary>What clients have said of its answers.</summary>
    public required FeedbackCounts Feedback { get; init; }

    /// <summary>Of a request, from its headers to its answer.</summary>
    public double? MeanLatencyMs { get; init; }
}

/// <summary>By weight, by the backend that the client asked for, by the arm that it named.</summary>
internal sealed record Assignments(double? Weight, double? Backend, double? Arm)
{
    public double? Forced => Backend is null && Arm is null ? null : (Backend ?? 0) + (Arm ?? 0);
}

/// <summary>Predictions that a client called right, and wrong.</summary>
internal sealed record FeedbackCounts(double? Agreed, double? Disagreed)
{
    public double? Given => Agreed is null && Disagreed is null ? null : (Agreed ?? 0) + (Disagreed ?? 0);

    /// <summary>Of those that there is feedback on, the part that was right; null while there is none.</summary>
    public double? Right => Given > 0 ? (Agreed ?? 0) / Given : null;
}

internal sealed record ReplicaStates(double? Up, double? Down, double? Ejected)
{
    public double? Total => Up is null && Down is null && Ejected is null ? null : (Up ?? 0) + (Down ?? 0) + (Ejected ?? 0);
}
