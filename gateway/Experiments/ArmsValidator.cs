using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch.Clusters;
using SentimentConfiguration = Sentiment.Hosting.Configuration.ConfigurationExtensions;

namespace Sentiment.Gateway.Experiments;

/// <summary>Checks each arm, then all together.</summary>
/// <param name="configuration">
/// Asked for the clusters' names alone: their options, when they are wrong, complain for themselves and must not hide what is wrong here.
/// </param>
internal sealed partial class ArmsValidator(IConfiguration configuration) : IValidateOptions<ArmsOptions>
{
    private static readonly string[] KnownBackends = [Backends.Onnx, Backends.Torch];

    public ValidateOptionsResult Validate(string? name, ArmsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Count == 0)
        {
            result.AddError("There is no arm: nothing could answer. Add {\"Id\", \"Cluster\", \"Backend\", \"Weight\"}.");
            return result.Build();
        }

        var clusters = configuration.GetSection($"{SentimentConfiguration.Root}:{ClustersOptions.Section}").GetChildren()
            .Select(static cluster => cluster.Key).ToArray();
        for (var i = 0; i < options.Count; i++)
        {
            CheckArm(options[i], i, clusters, result);
        }

        foreach (var twice in options.CountBy(static arm => arm.Id, StringComparer.OrdinalIgnoreCase).Where(static count => count.Value > 1))
        {
            result.AddError($"The arm id {twice.Key} stands {twice.Value} times; ids tell arms apart.");
        }

        var sum = options.Sum(static arm => arm.Weight);
        if (!(sum > 0 && double.IsFinite(sum)))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"The weights add up to {sum}; at least one must be over 0, and the sum a number."));
        }

        return result.Build();
    }

    private static void CheckArm(ArmOptions arm, int place, string[] clusters, ValidateOptionsResultBuilder result)
    {
        if (!ArmId().IsMatch(arm.Id))
        {
            result.AddError($"{place}:Id is \"{arm.Id}\"; it must be 1 to 32 lower-case letters, digits, dots, dashes or underscores.");
        }

        if (!KnownBackends.Contains(arm.Backend, StringComparer.Ordinal))
        {
            result.AddError($"{place}:Backend is \"{arm.Backend}\"; known are {string.Join(" and ", KnownBackends)}.");
        }

        if (!clusters.Contains(arm.Cluster, StringComparer.OrdinalIgnoreCase))
        {
            result.AddError($"{place}:Cluster is \"{arm.Cluster}\", which Sentiment:{ClustersOptions.Section} does not have; it has {(clusters.Length == 0 ? "none" : string.Join(", ", clusters))}.");
        }

        if (!(arm.Weight >= 0 && double.IsFinite(arm.Weight)))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{place}:Weight is {arm.Weight}; it must be 0 or more."));
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,31}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex ArmId();
}
