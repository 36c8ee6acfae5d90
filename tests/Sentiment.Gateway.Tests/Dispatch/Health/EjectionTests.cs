using Sentiment.Gateway.Dispatch.Health;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

public sealed class EjectionTests
{
    private readonly TestEjection _test = new();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    public void TryEject_AllOfACluster_TakesHalfAtMost(int replicas, int expected)
    {
        var cluster = TestCluster.Of(TestCluster.Replicas(replicas));

        var ejected = cluster.DestinationsState.AllDestinations.Count(replica => Eject(cluster, replica));

        Assert.Equal(expected, ejected);
        Assert.Equal(expected, cluster.DestinationsState.AllDestinations.Count(static replica => replica.Health.Passive == DestinationHealth.Unhealthy));
    }

    [Fact]
    public void TryEject_TheOthersAreDown_LeavesTheLastOne()
    {
        var cluster = TestCluster.Of(TestCluster.Replicas(3));
        var all = cluster.DestinationsState.AllDestinations;
        all[0].Health.Active = all[1].Health.Active = DestinationHealth.Unhealthy;

        Assert.False(Eject(cluster, all[2]));
    }

    [Fact]
    public void TryEject_OneThatIsDown_IsTheProbesMatter()
    {
        var cluster = TestCluster.Of(TestCluster.Replicas(4));
        var replica = cluster.DestinationsState.AllDestinations[0];
        replica.Health.Active = DestinationHealth.Unhealthy;

        Assert.False(Eject(cluster, replica));
    }

    [Fact]
    public void TryEject_OneThatIsOut_ChangesNothing()
    {
        var cluster = TestCluster.Of(TestCluster.Replicas(4));
        var replica = cluster.DestinationsState.AllDestinations[0];

        Assert.True(Eject(cluster, replica));
        Assert.False(Eject(cluster, replica));
    }

    [Fact]
    public async Task TryEject_ManyAtOnce_StillTakesHalfAtMost()
    {
        var cluster = TestCluster.Of(TestCluster.Replicas(8));

        var ejected = await Task.WhenAll(cluster.DestinationsState.AllDestinations.Select(replica => Task.Run(() => Eject(cluster, replica))));

        Assert.Equal(4, ejected.Count(static done => done));
    }

    private bool Eject(ClusterState cluster, DestinationState replica) => _test.Ejection.TryEject(cluster, replica, EjectionReason.Answers, "for the test");
}
