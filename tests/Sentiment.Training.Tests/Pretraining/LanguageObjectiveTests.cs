using Sentiment.Training.Optimization;
using Sentiment.Training.Pretraining;
using static TorchSharp.torch;

namespace Sentiment.Training.Tests.Pretraining;

public sealed class LanguageObjectiveTests : IDisposable
{
    private static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(5, 15).Select(id => $"w{id}")];

    private readonly string _folder = Directory.CreateTempSubdirectory("pretrain-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>In these texts a word is known from its neighbour: what is hidden can be guessed.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 1.3)]
    [InlineData(1, 1.6)]
    public void Loss_TextsWithAPattern_FallsFarBelowChance(double causalShare, double most)
    {
        var random = new Random(1);
        ushort[][] texts = [.. Enumerable.Range(0, 400).Select(_ =>
        {
            var pairs = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(0, 7)).SelectMany(pair => new[] { (ushort)(5 + (2 * pair)), (ushort)(6 + (2 * pair)) });
            return (ushort[])[2, .. pairs, 3];
        })];
        using var model = new LanguageModel(TinyModel.CreateFor(dropout: 0));
        var objective = new LanguageObjective(model, texts, new WordMasking(Vocabulary, 0.2), causalShare);
        var plan = new TrainingPlan(
            TrainingPlan.Create(
                [.. texts.Select(text => text.Length)], Enumerable.Repeat(Enumerable.Range(0, texts.Length).ToArray(), 60), 256, new Schedule(1e-2, 20, 0.3), seed: 1),
            TrainingPlan.Hash([1]));
        var settings = new TrainerSettings(
            new AdamSettings(0.01f, 1, 0.9f, Threads: 1), Seed: 1, Threads: 1, Path.Combine(_folder, "checkpoint.bin"), TimeSpan.FromMinutes(1), TimeProvider.System);
        var log = new RunLog(Path.Combine(_folder, "log.txt"), TextWriter.Null, TimeProvider.System);
        var before = Loss(objective, texts.Length);

        new Trainer([objective], plan, settings).Run(new TrainingProgress(log, "tiny", TimeProvider.System), cancellation: TestContext.Current.CancellationToken);

        // By chance it would be the logarithm of the vocabulary, 3. A text of one pair may have both hidden; of next words every second is free.
        Assert.InRange(before, 2.5, double.MaxValue);
        Assert.InRange(Loss(objective, texts.Length), 0, most);
    }

    private static double Loss(LanguageObjective objective, int texts)
    {
        using var scope = NewDisposeScope();
        return objective.Loss([.. Enumerable.Range(0, texts)], new Random(7)).item<float>();
    }
}
