using System.Security.Cryptography;

namespace Sentiment.Training.Optimization;

/// <summary>
/// Every step of a run, decided before the first one. The state of a run is then its step and its weights: a run that is resumed takes the
/// same steps as one that was never stopped.
/// </summary>
/// <param name="Steps">In their order.</param>
/// <param name="Fingerprint">Equal for runs that a checkpoint may be passed between.</param>
internal sealed record TrainingPlan(IReadOnlyList<PlannedStep> Steps, string Fingerprint)
{
    /// <summary>Of all steps together, padding counted.</summary>
    public long Tokens { get; } = Steps.Sum(step => (long)step.Tokens);

    /// <summary>The first digits of the fingerprint: what the log and the card call the plan.</summary>
    public string Digits => Fingerprint[..16];

    /// <param name="lengths">Tokens of each example.</param>
    /// <param name="epochs">Indices of the examples of each pass.</param>
    /// <param name="tokensPerStep">Padding counted.</param>
    /// <param name="schedule">The learning rate.</param>
    /// <param name="seed">Of the order. Each pass has its own, so that a longer plan begins as a shorter one does.</param>
    /// <param name="share">Of all these steps, the first: 0 to 1.</param>
    public static PlannedStep[] Create(
        IReadOnlyList<int> lengths, IEnumerable<int[]> epochs, int tokensPerStep, Schedule schedule, int seed, double share = 1)
    {
        var all = epochs.SelectMany((epoch, number) => Batches(lengths, epoch, tokensPerStep, new Random(SeedOf(seed, number)))).ToArray();
        var batches = all[..(int)Math.Ceiling(all.Length * share)];
        return [.. batches.Select((batch, step) =>
            new PlannedStep(batch, batch.Length * batch.Max(index => lengths[index]), (float)schedule.Rate(step, batches.Length)))];
    }

    /// <summary>The seed of a pass, for whatever is drawn for it.</summary>
    public static int SeedOf(int seed, int epoch) => unchecked(seed * 7_919 + epoch);

    private static IEnumerable<int[]> Batches(IReadOnlyList<int> lengths, int[] epoch, int tokensPerStep, Random random) =>
        LengthBatcher.Plan(Array.ConvertAll(epoch, index => lengths[index]), tokensPerStep, random)
            .Select(batch => Array.ConvertAll(batch, place => epoch[place]));

    /// <summary>A fingerprint of whatever decides the steps and what they learn from.</summary>
    public static string Hash(params IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <param name="Examples">Indices of the examples.</param>
/// <param name="Tokens">Of the step, padding counted.</param>
/// <param name="LearningRate">Of this step.</param>
internal sealed record PlannedStep(int[] Examples, int Tokens, float LearningRate);
