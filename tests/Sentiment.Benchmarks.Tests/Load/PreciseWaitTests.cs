using System.Diagnostics;
using Sentiment.Benchmarks.Load;

namespace Sentiment.Benchmarks.Tests.Load;

public sealed class PreciseWaitTests
{
    [Fact]
    public void Until_AMomentAhead_ReturnsAfterIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The benchmarks run on Linux.");
        var moment = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 200);
        PreciseWait.Until(moment);
        Assert.True(Stopwatch.GetTimestamp() >= moment);
    }

    [Fact]
    public void Until_AMomentThatHasPassed_ReturnsAtOnce()
    {
        var before = Stopwatch.GetTimestamp();
        PreciseWait.Until(before - Stopwatch.Frequency);
        Assert.True(Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(10));
    }
}
