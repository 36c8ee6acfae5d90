using Sentiment.Models.Torch;
using Sentiment.Training.Data;
using Sentiment.Training.FineTuning;
using Sentiment.Training.Optimization;

namespace Sentiment.Training.Tests.Optimization;

/// <summary>A tiny run over made-up texts: those with token 5 are positive, those with token 6 negative.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const int MaskId = 4;
    private const double MaskedShare = 0.05;

    private readonly string _folder = Directory.CreateTempSubdirectory("training-").FullName;

    public static IReadOnlyList<EncodedExample> Examples { get; } = Make(seed: 3, count: 160);

    public string CheckpointPath => Path.Combine(_folder, "checkpoint.bin");

    public string LogPath => Path.Combine(_folder, "training.log");

    public static TrainingPlan Plan(int seed = 1, int epochs = 6) => new(
        TrainingPlan.Create(
            [.. Examples.Select(example => example.Ids.Length)],
            Enumerable.Repeat(Enumerable.Range(0, Examples.Count).ToArray(), epochs),
            tokensPerStep: 64,
            new Schedule(5e-3, WarmUpSteps: 5, DecayShare: 0.5),
            seed),
        TrainingPlan.Hash(BitConverter.GetBytes(seed)));

    public static IObjective Objective(DistilBertClassifier model, double maskedShare = MaskedShare) =>
        new ClassificationObjective(model, Examples, maskedShare, MaskId);

    /// <summary>Trains until a step and gives the weights and the step that the run had begun with.</summary>
    public (float[] Weights, int Began) Train(TrainingPlan plan, int lastStep = int.MaxValue, int seed = 1)
    {
        using var model = TinyModel.Create();
        return Train(plan, [model], lastStep, seed);
    }

    /// <param name="plan">The steps.</param>
    /// <param name="models">A lane each.</param>
    /// <param name="lastStep">Where to stop.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="maskedShare">Of the tokens.</param>
    public (float[] Weights, int Began) Train(
        TrainingPlan plan, DistilBertClassifier[] models, int lastStep = int.MaxValue, int seed = 1, double maskedShare = MaskedShare)
    {
        var trainer = new Trainer([.. models.Select(model => Objective(model, maskedShare))], plan, Settings(seed));
        var began = trainer.NextStep;
        trainer.Run(Progress(), lastStep);
        trainer.CopyAverages(models[0]);
        return ([.. models[0].parameters().SelectMany(parameter => parameter.data<float>().ToArray())], began);
    }

    public TrainerSettings Settings(int seed = 1) =>
        new(new AdamSettings(0.02f, 1, 0.9f, Threads: 1), seed, Threads: 1, CheckpointPath, TimeSpan.FromMinutes(1), TimeProvider.System);

    public TrainingProgress Progress(Func<string>? measure = null) =>
        new(new RunLog(LogPath, TextWriter.Null, TimeProvider.System), "tiny", TimeProvider.System, measure);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static EncodedExample[] Make(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int[] filler = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(7, 20))];
            return new EncodedExample([2, .. filler, 5 + i % 2, 3], 1 - i % 2);
        })];
    }
}
