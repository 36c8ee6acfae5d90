using Sentiment.Cli.Metrics;

namespace Sentiment.Cli.Experiments;

/// <summary>Whether the gateway works with what a file says.</summary>
/// <param name="Arms">The file's.</param>
/// <param name="InForce">The weight in force of each arm; null where the gateway has none.</param>
/// <param name="IsCurrent">Whether the gateway's last look at its files was good; null when it does not say.</param>
internal sealed record Enforcement(IReadOnlyList<ConfiguredArm> Arms, IReadOnlyList<double?> InForce, bool? IsCurrent)
{
    public bool IsRefused => IsCurrent == false;

    /// <summary>Null when the gateway says nothing of weights.</summary>
    public bool? AreWeightsInForce =>
        InForce.All(weight => weight is null) ? null : Arms.Zip(InForce).All(pair => pair.First.Weight == pair.Second);

    public static Enforcement Of(IReadOnlyList<ConfiguredArm> arms, Scrape scrape) => new(
        arms,
        [.. arms.Select(arm => scrape.Sum("ml_arm_weight", ("arm", arm.Id)))],
        scrape.Sum("ml_configuration_current") is { } current ? current > 0 : null);

    /// <summary>What a person needs to know, with the next step.</summary>
    public string Describe(string file)
    {
        if (IsRefused)
        {
            return $"The gateway refuses {file} as it is now, and keeps its last good configuration ({Actual()}). "
                + "Its log names everything that is wrong; it looks again each second.";
        }

        return AreWeightsInForce switch
        {
            true => "These weights are in force.",
            false => $"Not in force: the gateway has {Actual()}. It reads {file} each second; if this stays, its log says why, "
                + "or its environment, its command line or a later file has other weights.",
            null => "The gateway does not say which weights are in force.",
        };
    }

    private string Actual() => WeightChange.Text(Arms.Zip(InForce, (arm, weight) => arm with { Weight = weight }));
}
