using CsCheck;
using Sentiment.Training.Optimization;

namespace Sentiment.Training.Tests.Optimization;

public sealed class LengthBatcherTests
{
    private const int Budget = 128;

    private static readonly Gen<int[]> Lengths = Gen.Int[3, 64].Array[1, 2000];

    [Fact]
    public void Plan_AnyLengths_TakesEachExampleOnce() => Lengths.Sample(lengths =>
        LengthBatcher.Plan(lengths, Budget, new Random(1)).SelectMany(batch => batch).Order().SequenceEqual(Enumerable.Range(0, lengths.Length)));

    [Fact]
    public void Plan_AnyLengths_KeepsTheBudget() => Lengths.Sample(lengths =>
        LengthBatcher.Plan(lengths, Budget, new Random(1)).All(batch => batch.Length * batch.Max(index => lengths[index]) <= Budget));

    [Fact]
    public void Plan_ManyExamples_PadsLittle()
    {
        var random = new Random(1);
        var lengths = Enumerable.Range(0, 20_000).Select(_ => random.Next(3, 65)).ToArray();

        var padded = LengthBatcher.Plan(lengths, 2048, random).Sum(batch => batch.Length * batch.Max(index => lengths[index]));

        Assert.InRange(padded / (double)lengths.Sum(), 1, 1.05);
    }

    [Fact]
    public void Plan_OtherSeed_GivesOtherBatches()
    {
        var lengths = Enumerable.Repeat(8, 200).ToArray();

        Assert.NotEqual(LengthBatcher.Plan(lengths, Budget, new Random(1)), LengthBatcher.Plan(lengths, Budget, new Random(2)));
        Assert.Equal(LengthBatcher.Plan(lengths, Budget, new Random(1)), LengthBatcher.Plan(lengths, Budget, new Random(1)));
    }
}
