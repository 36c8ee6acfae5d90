using System.Security.Cryptography;
using System.Text.Json;

namespace Sentiment.Training.Training;

/// <summary>
/// Every step of a run, decided before the first one from the recipe, the examples and the seed. The state of a run is then its step and its
/// weights: a run that is resumed takes the same steps as one that was never stopped.
/// </summary>
internal sealed class TrainingPlan
{
    private TrainingPlan(IReadOnlyList<PlannedStep> steps, string fingerprint)
    {
        Steps = steps;
        Fingerprint = fingerprint;
        Tokens = steps.Sum(step => (long)step.Tokens);
    }

    public IReadOnlyList<PlannedStep> Steps { get; }

    /// <summary>Of all steps together, padding counted.</summary>
    public long Tokens { get; }

    /// <summary>Tokens of the longest text in any step.</summary>
    public int LongestText => Steps.Max(step => step.Batch.Max(example => example.Ids.Length));

    /// <summary>The first digits of the fingerprint: what the log and the card call the plan.</summary>
    public string Digits => Fingerprint[..16];

    /// <summary>Equal for plans with equal steps. A checkpoint of another plan is not resumed.</summary>
    public string Fingerprint { get; }

    public static TrainingPlan Create(
        TrainingRecipe recipe, IReadOnlyList<EncodedExample> broad, IReadOnlyList<EncodedExample> phrases, int seed)
    {
        var steps = new List<PlannedStep>();
        AddStage(steps, recipe, recipe.Broad, broad, 0.1, new Random(seed));
        AddStage(steps, recipe, recipe.Phrases, phrases, 0, new Random(seed + 1));
        return new TrainingPlan(steps, Hash(recipe, broad, phrases, seed));
    }

    private static void AddStage(
        List<PlannedStep> steps, TrainingRecipe recipe, StageRecipe stage, IReadOnlyList<EncodedExample> examples, double lastRate, Random random)
    {
        var lengths = examples.Select(example => example.Ids.Length).ToArray();
        var batches = Enumerable.Range(0, stage.Epochs)
            .SelectMany(_ => LengthBatcher.Plan(lengths, recipe.TokensPerStep, random))
            .ToArray();
        for (var i = 0; i < batches.Length; i++)
        {
            var batch = Array.ConvertAll(batches[i], index => examples[index]);
            var rate = stage.LearningRate * RateFactor((i + 1.0) / batches.Length, recipe.WarmUpShare, lastRate);
            steps.Add(new PlannedStep(stage.Name, batch, (float)rate));
        }
    }

    /// <summary>Rises linearly to 1 during the warm-up, then falls linearly to <paramref name="last"/>.</summary>
    private static double RateFactor(double progress, double warmUp, double last) =>
        progress < warmUp ? progress / warmUp : last + (1 - last) * (1 - progress) / (1 - warmUp);

    private static string Hash(TrainingRecipe recipe, IReadOnlyList<EncodedExample> broad, IReadOnlyList<EncodedExample> phrases, int seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(recipe));
        hash.AppendData(BitConverter.GetBytes(seed));
        foreach (var example in broad.Concat(phrases))
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(example.Ids.AsSpan()));
            hash.AppendData(BitConverter.GetBytes(example.Target));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <param name="Stage">Its name, for the log.</param>
/// <param name="Batch">The examples.</param>
/// <param name="LearningRate">Of this step.</param>
internal sealed record PlannedStep(string Stage, IReadOnlyList<EncodedExample> Batch, float LearningRate)
{
    public int Tokens => Batch.Count * Batch.Max(example => example.Ids.Length);
}
