using Sentiment.Models.Torch;
using Sentiment.Training.Training;

namespace Sentiment.Training.Tests.Training;

/// <summary>A tiny run over made-up texts: those with token 5 are positive, those with token 6 negative.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const int MaskId = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("training-").FullName;

    public static TrainingRecipe Recipe { get; } = new()
    {
        TokensPerStep = 64,
        Broad = new StageRecipe("broad", Epochs: 2, LearningRate: 5e-3),
        Phrases = new StageRecipe("phrases", Epochs: 4, LearningRate: 5e-3),
        AveragingDecay = 0.9,
    };

    public static IReadOnlyList<EncodedExample> Examples { get; } = Make(seed: 3, count: 160);

    public string CheckpointPath => Path.Combine(_folder, "checkpoint.bin");

    public string LogPath => Path.Combine(_folder, "training.log");

    public static TrainingPlan Plan(int seed = 1) => TrainingPlan.Create(Recipe, Examples, Examples, seed);

    /// <summary>Trains until a step and gives the weights and the step that the run had begun with.</summary>
    public (float[] Weights, int Began) Train(TrainingPlan plan, int lastStep = int.MaxValue, int seed = 1)
    {
        using var model = TinyModel.Create();
        return Train(plan, model, lastStep, seed);
    }

    public (float[] Weights, int Began) Train(TrainingPlan plan, DistilBertClassifier model, int lastStep = int.MaxValue, int seed = 1)
    {
        var trainer = new Trainer(model, plan, Settings(seed));
        var began = trainer.NextStep;
        trainer.Run(Progress(), lastStep);
        return ([.. model.parameters().SelectMany(parameter => parameter.data<float>().ToArray())], began);
    }

    public TrainerSettings Settings(int seed = 1) =>
        new(Recipe, seed, MaskId, Threads: 1, CheckpointPath, TimeSpan.FromMinutes(1), TimeProvider.System);

    public TrainingProgress Progress(IReadOnlyList<EncodedExample>? validation = null) =>
        new(new RunLog(LogPath, TextWriter.Null, TimeProvider.System), validation ?? [], TimeProvider.System);

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
