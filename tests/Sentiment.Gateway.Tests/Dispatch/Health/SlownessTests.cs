using Sentiment.Gateway.Dispatch.Health;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

public sealed class SlownessTests
{
    private readonly TestEjection _test = new();
    private readonly DestinationState[] _replicas = TestCluster.Replicas(2);
    private readonly ClusterState _cluster;
    private readonly Slowness _slowness;

    public SlownessTests()
    {
        _cluster = TestCluster.Of(_replicas);
        _slowness = new Slowness(_test.Replicas, _test.Ejection);
    }

    [Fact]
    public void Look_FarSlowerForThreeLooks_Ejects()
    {
        for (var look = 1; look <= Slowness.LooksInARow; look++)
        {
            Assert.Equal(DestinationHealth.Unknown, _replicas[1].Health.Passive);
            Look(fast: 5, slow: 55);
        }

        Assert.Equal(DestinationHealth.Unhealthy, _replicas[1].Health.Passive);
        Assert.NotEqual(DestinationHealth.Unhealthy, _replicas[0].Health.Passive);
    }

    [Theory]
    [InlineData(5, 19)] // not four times
    [InlineData(1, 20)] // not 25 ms
    [InlineData(500, 1_000)] // both under load
    public void Look_SlowerWithinReason_LeavesIt(int fast, int slow)
    {
        for (var look = 0; look < 10; look++)
        {
            Look(fast, slow);
        }

        Assert.NotEqual(DestinationHealth.Unhealthy, _replicas[1].Health.Passive);
    }

    [Fact]
    public void Look_OneGoodLookBetween_StartsTheCountAnew()
    {
        for (var look = 0; look < 10; look++)
        {
            Look(fast: 5, slow: look % Slowness.LooksInARow == 0 ? 5 : 55);
        }

        Assert.NotEqual(DestinationHealth.Unhealthy, _replicas[1].Health.Passive);
    }

    [Fact]
    public void Look_TooFewAnswers_SaysNothing()
    {
        for (var look = 0; look < 10; look++)
        {
            Look(fast: 5, slow: 55, slowAnswers: Slowness.FewestAnswers - 1);
        }

        Assert.NotEqual(DestinationHealth.Unhealthy, _replicas[1].Health.Passive);
    }

    [Fact]
    public void Look_AtAReplicaWithoutPeers_NeverEjects()
    {
        var alone = TestCluster.Of(_replicas[1]);
        for (var look = 0; look < 10; look++)
        {
            Answer(_replicas[1], 5_000, 10);
            _slowness.Look(alone);
        }

        Assert.NotEqual(DestinationHealth.Unhealthy, _replicas[1].Health.Passive);
    }

    private void Look(int fast, int slow, int slowAnswers = Slowness.FewestAnswers)
    {
        Answer(_replicas[0], fast, Slowness.FewestAnswers);
        Answer(_replicas[1], slow, slowAnswers);
        _slowness.Look(_cluster);
    }

    private void Answer(DestinationState replica, int milliseconds, int answers)
    {
        for (var i = 0; i < answers; i++)
        {
            _test.Replicas.Of(replica).Pace.Answered(TimeSpan.FromMilliseconds(milliseconds));
        }
    }
}
