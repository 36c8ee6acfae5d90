using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Tests.Processes;

public sealed class ProcessorTimeTests
{
    [Fact]
    public void OfStat_NameWithBracketsAndSpaces_IsUserAndSystemTime()
    {
        const string Stat = "17 (a (b) c 9) S 1 17 17 0 -1 4194560 1 2 3 4 250 150 7 8 20 0 9 0 100 1000 200";

        Assert.Equal(4.0, ProcessorTime.OfStat(Stat));
    }

    [Fact]
    public void Of_ThisProcess_GrowsWithItsWork()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads the kernel's clocks of Linux");
        var before = ProcessorTime.Of(Environment.ProcessId);
        var sum = 0.0;
        for (var i = 0; i < 20_000_000; i++)
        {
            sum += Math.Sqrt(i);
        }

        Assert.True(ProcessorTime.Of(Environment.ProcessId) > before, $"No time passed for {sum}.");
    }
}
