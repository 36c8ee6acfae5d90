using System.Globalization;

namespace Sentiment.Cli.Experiments;

/// <summary>What <c>ab set</c> was asked for: <c>onnx=70 torch=30</c>. The rules are those of the gateway, which checks them again.</summary>
internal static class WeightChange
{
    /// <summary>What is wrong with the words themselves.</summary>
    public static IEnumerable<string> ProblemsOf(IReadOnlyList<string> words) =>
        words.Where(word => Parse(word) is null).Select(word => $"{word}: must be an arm and its weight, 0 or more: onnx=70 or onnx=0.5.")
            .Concat(words.CountBy(Id).Where(count => count.Value > 1).Select(twice => $"{twice.Key} stands {twice.Value} times; once is enough."));

    /// <summary>Only of words without problems.</summary>
    public static IReadOnlyDictionary<string, double> Of(IEnumerable<string> words) =>
        words.ToDictionary(Id, word => Parse(word)!.Value, StringComparer.Ordinal);

    /// <summary>What a file would have after the change.</summary>
    /// <exception cref="CommandFailedException">The gateway would refuse it.</exception>
    public static IReadOnlyList<ConfiguredArm> Apply(IReadOnlyDictionary<string, double> weights, GatewayFile file)
    {
        ConfiguredArm[] arms = [.. file.Arms.Select(arm => weights.TryGetValue(arm.Id, out var weight) ? arm with { Weight = weight } : arm)];
        var unknown = weights.Keys.Except(arms.Select(arm => arm.Id)).ToArray();
        if (unknown.Length > 0)
        {
            throw new CommandFailedException($"{file.Path} has no arm {string.Join(", ", unknown)}; it has {string.Join(", ", arms.Select(arm => arm.Id))}.");
        }

        if (arms.CountBy(arm => arm.Id).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } twice)
        {
            throw new CommandFailedException($"{file.Path} has the arm {twice.Key} {twice.Value} times; ids tell arms apart.");
        }

        if (arms.FirstOrDefault(arm => !IsWeight(arm.Weight)) is { } broken)
        {
            throw new CommandFailedException($"{file.Path} has no usable weight for {broken.Id}; name that arm too: {broken.Id}=…");
        }

        // Over 0 and finite: shares are weights divided by it.
        return arms.Sum(arm => arm.Weight) is > 0 and < double.PositiveInfinity
            ? arms
            : throw new CommandFailedException($"The weights would be {Text(arms)}, which add up to {(arms.Any(arm => arm.Weight > 0) ? "more than a number holds" : "0; at least one must be over 0")}. Nothing was written.");
    }

    public static string Text(IEnumerable<ConfiguredArm> arms) =>
        string.Join(' ', arms.Select(arm => string.Create(CultureInfo.InvariantCulture, $"{arm.Id}={arm.Weight?.ToString(CultureInfo.InvariantCulture) ?? "?"}")));

    public static bool IsWeight(double? weight) => weight is >= 0 and < double.PositiveInfinity;

    private static string Id(string word) => word.Split('=')[0];

    private static double? Parse(string word) =>
        word.Split('=') is [{ Length: > 0 }, var text]
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && IsWeight(weight)
            ? weight
            : null;
}
