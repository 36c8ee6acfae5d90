namespace Sentiment.Benchmarks.Tests;

public sealed class BenchSettingsTests
{
    [Fact]
    public void Scaled_QuickRun_IsLessAndNeverNothing()
    {
        var (quick, full) = (new BenchSettings(IsQuick: true), new BenchSettings(IsQuick: false));

        Assert.Equal((60, 1, TimeSpan.FromSeconds(2)), (quick.Scaled(600), quick.Scaled(3), quick.Scaled(TimeSpan.FromSeconds(10))));
        Assert.Equal((600, 3, TimeSpan.FromSeconds(10)), (full.Scaled(600), full.Scaled(3), full.Scaled(TimeSpan.FromSeconds(10))));
        Assert.True(quick.Rounds < full.Rounds);
    }
}
