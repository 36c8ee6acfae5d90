using Sentiment.Benchmarks.Baselines.Loops;

namespace Sentiment.Benchmarks.Tests.Baselines;

public sealed class PaddedBatchTests
{
    [Fact]
    public void Sorted_AnyTexts_PadsNeighboursInLengthOnTheRight()
    {
        PaddedBatch[] batches = [.. PaddedBatch.Sorted([[1, 2, 3], [4], [5, 6]], size: 2)];

        Assert.Equal([(2, 2), (1, 3)], batches.Select(static batch => (batch.Texts, batch.Width)));
        Assert.Equal([[1, 2], [3]], batches.Select(static batch => batch.Lengths));
        Assert.Equal([4, 5, 6], batches[0].Tokens);
        Assert.Equal([4, 0, 5, 6], batches[0].Ids);
        Assert.Equal([1, 0, 1, 1], batches[0].Mask);
        Assert.Equal([1, 2, 3], batches[1].Ids);
    }
}
