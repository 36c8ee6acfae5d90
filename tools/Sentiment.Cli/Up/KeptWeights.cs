using Sentiment.Cli.Experiments;
using Sentiment.Cli.RunState;

namespace Sentiment.Cli.Up;

/// <summary>Weights of an earlier run: what was set with <c>ab set</c> outlives a restart.</summary>
internal static class KeptWeights
{
    /// <summary>
    /// The document with the weights of the file that it replaces, where that has all of its arms and they can share traffic;
    /// otherwise as it is: weights of different sets of arms mean different shares.
    /// </summary>
    public static GatewayDocument In(GatewayDocument document, string path)
    {
        // A single arm has all traffic, whatever its weight.
        if (document.Sentiment.Arms.Count < 2 || !File.Exists(path) || Earlier(path) is not { } earlier)
        {
            return document;
        }

        ArmEntry[] arms = [.. document.Sentiment.Arms.Where(arm => earlier.ContainsKey(arm.Id)).Select(arm => arm with { Weight = earlier[arm.Id] })];
        return arms.Length == document.Sentiment.Arms.Count && arms.Sum(arm => arm.Weight) > 0
            ? document with { Sentiment = document.Sentiment with { Arms = arms } }
            : document;
    }

    private static Dictionary<string, double>? Earlier(string path)
    {
        try
        {
            return GatewayFile.Read(path).Arms.Where(arm => WeightChange.IsWeight(arm.Weight))
                .DistinctBy(arm => arm.Id).ToDictionary(arm => arm.Id, arm => arm.Weight!.Value, StringComparer.Ordinal);
        }
        catch (CommandFailedException)
        {
            // It is about to be replaced, whatever it was.
            return null;
        }
    }
}
