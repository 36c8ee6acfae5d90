using Sentiment.Training.Evaluate;
using Sentiment.Training.Training;

namespace Sentiment.Training.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly TrainingRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Run_Resumed_EqualsAnUnbrokenRun()
    {
        using var unbroken = new TrainingRun();
        var plan = TrainingRun.Plan();
        var expected = unbroken.Train(plan).Weights;

        _run.Train(plan, lastStep: 7);
        var (weights, began) = _run.Train(plan);

        Assert.Equal(7, began);
        Assert.Equal(expected, weights);
    }

    [Fact]
    public void Run_Cancelled_SavesAndSaysSo()
    {
        using var model = TinyModel.Create();
        var trainer = new Trainer(model, TrainingRun.Plan(), _run.Settings());

        var finished = trainer.Run(_run.Progress(), cancellation: new CancellationToken(canceled: true));

        Assert.False(finished);
        Assert.True(File.Exists(_run.CheckpointPath));
    }

    [Fact]
    public void Run_FinishedBefore_TakesNoStepAndGivesTheSameWeights()
    {
        var plan = TrainingRun.Plan();
        var first = _run.Train(plan).Weights;

        var (again, began) = _run.Train(plan);

        Assert.Equal(plan.Steps.Count, began);
        Assert.Equal(first, again);
    }

    [Fact]
    public void Run_OtherSeed_StartsAnewAndEndsElsewhere()
    {
        var first = _run.Train(TrainingRun.Plan(seed: 1)).Weights;

        var (other, began) = _run.Train(TrainingRun.Plan(seed: 2), seed: 2);

        Assert.Equal(0, began);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Run_SeparableTexts_LearnsThem()
    {
        using var model = TinyModel.Create();

        new Trainer(model, TrainingRun.Plan(), _run.Settings())
            .Run(_run.Progress(TrainingRun.Examples), cancellation: TestContext.Current.CancellationToken);

        Assert.InRange(Metrics.Accuracy(TorchEvaluator.Positive(model, TrainingRun.Examples), TrainingRun.Examples), 0.95, 1);
        Assert.Contains("left", File.ReadAllText(_run.LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_CheckpointCutShort_Throws()
    {
        var plan = TrainingRun.Plan();
        _run.Train(plan, lastStep: 2);
        using (var file = File.OpenWrite(_run.CheckpointPath))
        {
            file.SetLength(file.Length / 2);
        }

        var error = Assert.Throws<InvalidDataException>(() => _run.Train(plan));

        Assert.Contains(_run.CheckpointPath, error.Message, StringComparison.Ordinal);
    }
}
