using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Dispatch.Health;
using Sentiment.Hosting.Health;
using Sentiment.TestKit;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

public sealed class StateWatchTests
{
    private static readonly string First = new('a', 64);
    private static readonly string Second = new('b', 64);

    private readonly Replicas _replicas = new();
    private readonly StateChanges _changes = new();
    private readonly TestTimeProvider _time = new();
    private readonly DestinationState[] _destinations = TestCluster.Replicas(2);
    private readonly ClusterState _cluster;
    private readonly StateWatch _watch;

    public StateWatchTests()
    {
        _cluster = TestCluster.Of(_destinations);
        _watch = new StateWatch(_replicas, _changes, _time);
    }

    private IEnumerable<(string Subject, string Before, string After)> Seen => _changes.Latest().Select(static change => (change.Subject, change.Before, change.After));

    [Fact]
    public void Look_AllUpFromTheFirst_IsNoNews()
    {
        _watch.Look(_cluster);
        _watch.Look(_cluster);

        Assert.Empty(Seen);
    }

    [Fact]
    public void Look_ReplicaGoesIsLeftOutAndComesBack_SaysEachOnceWithItsTime()
    {
        var health = _destinations[1].Health;
        health.Active = DestinationHealth.Unhealthy;
        _watch.Look(_cluster);
        _watch.Look(_cluster);
        _time.Advance(TimeSpan.FromSeconds(3));
        (health.Active, health.Passive) = (DestinationHealth.Healthy, DestinationHealth.Unhealthy);
        _watch.Look(_cluster);
        health.Passive = DestinationHealth.Unknown;
        _watch.Look(_cluster);

        Assert.Equal([("onnx/onnx-2", "up", "down"), ("onnx/onnx-2", "down", "ejected"), ("onnx/onnx-2", "ejected", "up")], Seen);
        Assert.Equal(_time.GetUtcNow(), _changes.Latest()[1].At);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromSeconds(3), _changes.Latest()[0].At);
    }

    [Fact]
    public void Look_FirstWordOfAModel_IsNoNewsAndAnotherModelIs()
    {
        Hear(First);
        _watch.Look(_cluster);
        Assert.Empty(Seen);

        Hear(Second);
        _watch.Look(_cluster);
        _watch.Look(_cluster);

        Assert.Equal([("onnx/onnx-1", First[..12], Second[..12])], Seen);
    }

    private void Hear(string digest) => _replicas.Of(_destinations[0]).Heard(new PoolFacts(digest, Timing: null, QueuedTokens: 0));
}
