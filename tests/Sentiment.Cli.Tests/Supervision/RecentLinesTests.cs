using Sentiment.Cli.Supervision;

namespace Sentiment.Cli.Tests.Supervision;

public sealed class RecentLinesTests
{
    [Fact]
    public void Snapshot_MoreThanCapacity_HasTheLastInOrder()
    {
        var lines = new RecentLines();
        for (var number = 0; number < RecentLines.Capacity + 5; number++)
        {
            lines.Add($"line {number}");
        }

        Assert.Equal(Enumerable.Range(5, RecentLines.Capacity).Select(number => $"line {number}"), lines.Snapshot());
    }
}
