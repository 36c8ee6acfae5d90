using CsCheck;
using Sentiment.Serving.Batching;

namespace Sentiment.Serving.Tests.Batching;

public sealed class BatchPlannerTests
{
    private static readonly Gen<(int[] Lengths, BatchingOptions Options)> Cases = Gen.Select(
        Gen.Int[3, 512].Array[1, 80],
        Gen.Int[1, 40],
        Gen.Int[1, 4_000],
        static (lengths, texts, cost) => (lengths, new BatchingOptions { MaxTexts = texts, MaxCost = cost }));

    [Fact]
    public void Choose_AnyWaiting_TakesTheOldestAndKeepsTheBounds() => Cases.Sample(static (lengths, options) =>
    {
        var chosen = BatchPlanner.Choose(lengths, options.MaxTexts, options.MaxCost, Cost);

        Assert.Equal(0, chosen[0]);
        Assert.Equal(chosen.Distinct().Order(), chosen);
        Assert.InRange(chosen.Length, 1, options.MaxTexts);
        if (chosen.Length > 1)
        {
            var together = Cost(chosen.Length, chosen.Sum(i => lengths[i]), chosen.Max(i => lengths[i]));
            Assert.InRange(together, 1, options.MaxCost);
            Assert.True(together <= chosen.Sum(i => Cost(1, lengths[i], lengths[i])));
        }
    });

    [Fact]
    public void Choose_AgainAndAgain_RunsEveryTextOnce() => Cases.Sample(static (lengths, options) =>
    {
        var waiting = lengths.ToList();
        var rounds = 0;
        while (waiting.Count > 0)
        {
            foreach (var position in BatchPlanner.Choose(waiting.ToArray(), options.MaxTexts, options.MaxCost, Cost).Reverse())
            {
                waiting.RemoveAt(position);
            }

            rounds++;
        }

        Assert.InRange(rounds, (lengths.Length + options.MaxTexts - 1) / options.MaxTexts, lengths.Length);
    });

    [Fact]
    public void Choose_ChosenTexts_AreNearerInLengthThanThoseLeft() => Cases.Sample(static (lengths, options) =>
    {
        var chosen = BatchPlanner.Choose(lengths, options.MaxTexts, options.MaxCost, Cost);
        var (shortest, longest) = (chosen.Min(i => lengths[i]), chosen.Max(i => lengths[i]));
        var left = Enumerable.Range(0, lengths.Length).Except(chosen);

        Assert.DoesNotContain(left, i => lengths[i] > shortest && lengths[i] < longest);
    });

    [Theory]
    [InlineData(new[] { 10, 100, 11, 12, 101 }, new[] { 0, 2, 3 })]
    [InlineData(new[] { 100, 10, 11, 99, 12 }, new[] { 0, 3 })]
    [InlineData(new[] { 600, 600 }, new[] { 0 })]
    [InlineData(new[] { 2_000 }, new[] { 0 })]
    [InlineData(new[] { 8, 8, 8, 8, 8 }, new[] { 0, 1, 2, 3 })]
    public void Choose_TheseLengths_GivesThisBatch(int[] lengths, int[] expected) =>
        Assert.Equal(expected, BatchPlanner.Choose(lengths, mostTexts: 4, mostCost: 1_000, Cost));

    [Fact]
    public void Choose_TheBackendComputesNoPadding_PutsLengthsTogetherThatAreFarApart()
    {
        int[] lengths = [10, 300, 11];

        Assert.Equal([0, 2], BatchPlanner.Choose(lengths, mostTexts: 4, mostCost: 1_000, Cost));
        Assert.Equal([0, 1, 2], BatchPlanner.Choose(lengths, mostTexts: 4, mostCost: 1_000, static (_, tokens, _) => 8 + tokens));
    }

    [Fact]
    public void Choose_ATextThatSavesNextToNothing_IsLeftForOthersOfItsLength()
    {
        // With 17 in it a run of three saves 16 less 14 of padding, and one of two saves 8.
        int[] lengths = [10, 10, 17];

        Assert.Equal([0, 1], BatchPlanner.Choose(lengths, mostTexts: 4, mostCost: 1_000, Cost));
    }

    [Fact]
    public void Choose_AnyWaiting_SavesAsMuchATextAsAnyNeighboursWithTheOldest() => Cases.Sample(static (lengths, options) =>
    {
        var chosen = Saved(BatchPlanner.Choose(lengths, options.MaxTexts, options.MaxCost, Cost).Select(i => lengths[i]));
        int[] sorted = [.. lengths.Order()];
        // The first of its length: others of this length are younger.
        var oldest = Array.IndexOf(sorted, lengths[0]);
        for (var low = 0; low <= oldest; low++)
        {
            for (var high = oldest; high < Math.Min(sorted.Length, low + options.MaxTexts); high++)
            {
                int[] run = sorted[low..(high + 1)];
                if (Cost(run.Length, run.Sum(), run.Max()) <= options.MaxCost)
                {
                    Assert.True(chosen >= Saved(run) - 1e-9);
                }
            }
        }
    });

    [Fact]
    public void Choose_NothingIsSavedByLength_TakesThoseThatAreDoneSooner() =>
        Assert.Equal([0, 1], BatchPlanner.Choose([20, 19, 60], mostTexts: 2, mostCost: 1_000, static (_, tokens, _) => 8 + tokens));

    /// <summary>By text, against running each alone.</summary>
    private static double Saved(IEnumerable<int> lengths)
    {
        int[] all = [.. lengths];
        return (double)(all.Sum(static length => Cost(1, length, length)) - Cost(all.Length, all.Sum(), all.Max())) / all.Length;
    }

    private static int Cost(int texts, int tokens, int longest) => 8 + (texts * longest);
}
