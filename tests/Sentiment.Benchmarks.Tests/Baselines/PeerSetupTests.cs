using Sentiment.Benchmarks.Baselines.Peer;

namespace Sentiment.Benchmarks.Tests.Baselines;

public sealed class PeerSetupTests
{
    [Fact]
    public void SingleAndCluster_Descriptions_SayWhatIsTried() => Assert.Equal(
        ["1 process, 1 thread a run", "1 process, 2 threads a run", "2 processes, 1 thread a run", "2 processes, 2 threads a run"],
        PeerSetup.Single.Concat(PeerSetup.Cluster).Select(static setup => setup.Description));
}
