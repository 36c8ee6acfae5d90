using Sentiment.Models.Torch;
using Sentiment.Training.Evaluation;
using Sentiment.Training.Optimization;
using static TorchSharp.torch;

namespace Sentiment.Training.Tests.Optimization;

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
        var trainer = new Trainer([TrainingRun.Objective(model)], TrainingRun.Plan(), _run.Settings());

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

    /// <summary>Without what is drawn for each lane by itself, two lanes are one model that sees the same batches.</summary>
    [Fact]
    public void Run_TwoLanes_LearnWhatOneDoes()
    {
        using var other = new TrainingRun();
        var plan = TrainingRun.Plan();
        DistilBertClassifier[] lanes = [.. Enumerable.Range(0, 3).Select(_ => TinyModel.CreateFor(dropout: 0))];

        var one = _run.Train(plan, lanes[..1], lastStep: 3, maskedShare: 0).Weights;
        var two = other.Train(plan, lanes[1..], lastStep: 3, maskedShare: 0).Weights;

        Assert.Equal(one, two, (left, right) => Math.Abs(left - right) < 1e-3);
        Array.ForEach(lanes, lane => lane.Dispose());
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Run_SeparableTexts_LearnsThem(ScalarType type)
    {
        using var model = TinyModel.Create();
        using var lane = TinyModel.Create();
        lane.SetEncoderType(type);
        var trainer = new Trainer([TrainingRun.Objective(lane)], TrainingRun.Plan(), _run.Settings());

        trainer.Run(_run.Progress(() => "well"), cancellation: TestContext.Current.CancellationToken);
        trainer.CopyAverages(model);

        Assert.InRange(Metrics.Accuracy(TorchEvaluator.Positive(model, TrainingRun.Examples), TrainingRun.Examples), 0.95, 1);
        Assert.Contains("left", File.ReadAllText(_run.LogPath), StringComparison.Ordinal);
        Assert.Contains(": well", File.ReadAllText(_run.LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_PlanMadeLongerOrShorter_GoesOnOnlyWhileTheRateHasNotBegunToFall()
    {
        var (plan, longer, shorter) = (TrainingRun.Plan(), TrainingRun.Plan(epochs: 12), TrainingRun.Plan(epochs: 1));
        Assert.Equal(plan.Fingerprint, longer.Fingerprint);
        var early = plan.Steps.Count / 4;

        _run.Train(plan, lastStep: early);
        Assert.Equal(early, _run.Train(longer, lastStep: early).Began);

        _run.Train(plan, lastStep: plan.Steps.Count - 2);
        Assert.Contains($"has taken {plan.Steps.Count - 2} steps", Assert.Throws<InvalidDataException>(() => _run.Train(longer)).Message, StringComparison.Ordinal);
        Assert.Contains($"the plan of {shorter.Steps.Count} steps", Assert.Throws<InvalidDataException>(() => _run.Train(shorter)).Message, StringComparison.Ordinal);
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
