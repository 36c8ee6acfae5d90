using Sentiment.Benchmarks.Report;

namespace Sentiment.Benchmarks.Tests.Report;

public sealed class PackageVersionsTests
{
    [Fact]
    public void Of_PinnedByNumberAndByProperty_IsTheNumber() =>
        Assert.Matches(@"^\d+\.\d+\.\d+ / \d+\.\d+\.\d+$", PackageVersions.Of("libtorch-cpu-linux-x64", "TorchSharp"));
}
