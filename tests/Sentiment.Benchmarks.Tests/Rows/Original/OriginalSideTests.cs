using Sentiment.Benchmarks.Rows.Original;

namespace Sentiment.Benchmarks.Tests.Rows.Original;

public sealed class OriginalSideTests
{
    [Fact]
    public void OfStatus_AProcess_IsItsResidentBytes() =>
        Assert.Equal(2_048 * 1_024, OriginalSide.OfStatus("Name:\tpool\nVmPeak:\t  9999 kB\nVmRSS:\t    2048 kB\nThreads:\t4\n"));
}
