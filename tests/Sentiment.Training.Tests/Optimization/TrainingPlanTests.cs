using Sentiment.Training.Optimization;

namespace Sentiment.Training.Tests.Optimization;

public sealed class TrainingPlanTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 200).Select(i => 3 + (i % 20))];

    private static readonly int[] All = [.. Enumerable.Range(0, Lengths.Length)];

    private static readonly Schedule Schedule = new(Peak: 1, WarmUpSteps: 3, DecayShare: 0.3);

    [Fact]
    public void Create_Epochs_TakeEachExampleOnceInEachInAnotherOrder()
    {
        var steps = Create(epochs: 2, share: 1);
        var examples = steps.SelectMany(step => step.Examples).ToArray();

        Assert.Equal(All, examples[..All.Length].Order());
        Assert.Equal(All, examples[All.Length..].Order());
        Assert.NotEqual(examples[..All.Length], examples[All.Length..]);
    }

    /// <summary>A run that is made longer goes on from where it stands.</summary>
    [Fact]
    public void Create_LongerOrShorter_BeginsTheSame()
    {
        var (half, whole, two) = (Create(1, 0.5), Create(1, 1), Create(2, 1));

        Assert.Equal((whole.Length + 1) / 2, half.Length);
        Assert.All(half.Zip(whole), pair => Assert.Equal(pair.First.Examples, pair.Second.Examples));
        Assert.All(whole.Zip(two), pair => Assert.Equal(pair.First.Examples, pair.Second.Examples));
        Assert.All(half.Zip(two).Take(half.Length / 2), pair => Assert.Equal(pair.First.LearningRate, pair.Second.LearningRate));
        Assert.InRange(half[^1].LearningRate, 0, 0.3);
    }

    [Fact]
    public void Create_Steps_KeepTheBudgetAndCountPadding() => Assert.All(Create(1, 1), step =>
    {
        Assert.InRange(step.Tokens, 1, 128);
        Assert.Equal(step.Examples.Length * step.Examples.Max(index => Lengths[index]), step.Tokens);
    });

    private static PlannedStep[] Create(int epochs, double share) =>
        TrainingPlan.Create(Lengths, Enumerable.Repeat(All, epochs), tokensPerStep: 128, Schedule, seed: 1, share);
}
