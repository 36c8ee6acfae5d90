using System.Security.Cryptography;
using Sentiment.Training.Optimization;
using Sentiment.Training.Recipes;

namespace Sentiment.Training.Stages;

/// <summary>What every stage needs.</summary>
/// <param name="Arguments">Of the run.</param>
/// <param name="Recipes">Of all stages.</param>
/// <param name="Log">Of the stage.</param>
/// <param name="Time">The clock.</param>
internal sealed record StageContext(TrainingArguments Arguments, RecipeSet Recipes, RunLog Log, TimeProvider Time)
{
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromMinutes(2);

    /// <summary>A corpus by its name.</summary>
    public string Corpus(string file) => Path.Combine(Arguments.Data, file);

    /// <summary>A file that a stage leaves.</summary>
    public string File(string stage, string name) => Path.Combine(Arguments.Work, stage, name);

    public TrainerSettings Trainer(string stage, OptimizerRecipe optimizer) => new(
        optimizer.Adam(Arguments.Threads), Arguments.Seed, Arguments.Threads, File(stage, "checkpoint.bin"), CheckpointInterval, Time);

    /// <summary>What decides a corpus's part in a fingerprint: its bytes.</summary>
    public byte[] Digest(string file) => DigestOf(Corpus(file));

    public static byte[] DigestOf(string path) => SHA256.HashData(System.IO.File.ReadAllBytes(path));
}
