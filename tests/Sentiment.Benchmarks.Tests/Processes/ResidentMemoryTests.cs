using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Tests.Processes;

public sealed class ResidentMemoryTests
{
    [Fact]
    public void OfStatus_Kibibytes_AreMillionsOfBytes() =>
        Assert.Equal(204.8, ResidentMemory.OfStatus(["Name:\ta", "VmHWM:\t  300000 kB", "VmRSS:\t  200000 kB", "RssAnon:\t 1 kB"]), tolerance: 1e-9);
}
