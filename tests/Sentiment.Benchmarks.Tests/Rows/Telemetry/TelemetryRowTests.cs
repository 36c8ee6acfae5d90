using Sentiment.Benchmarks.Rows.Telemetry;

namespace Sentiment.Benchmarks.Tests.Rows.Telemetry;

public sealed class TelemetryRowTests
{
    [Fact]
    public void TextsOf_RoundsThatWarmUpAndThatCount_HaveNoTextInCommon()
    {
        string[] all = [.. Enumerable.Range(-2, 5).SelectMany(static round => TelemetryRow.TextsOf(round, ["good", "bad"]))];

        Assert.Equal(10, all.Distinct().Count());
    }
}
