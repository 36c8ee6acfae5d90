using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Sentiment.Contracts;
using Sentiment.Gateway.Dispatch.Health;
using Sentiment.Hosting.Health;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

public sealed class ProbePolicyTests
{
    private readonly TestEjection _test = new();
    private readonly DestinationState[] _replicas = TestCluster.Replicas(2);
    private readonly ClusterState _cluster;
    private readonly DigestWatch _digests;
    private readonly ProbePolicy _policy;

    public ProbePolicyTests()
    {
        _cluster = TestCluster.Of(_replicas);
        _digests = new DigestWatch(_test.Replicas, NullLogger<DigestWatch>.Instance);
        _policy = new ProbePolicy(_test, _test.Replicas, new Slowness(_test.Replicas, _test.Ejection), _digests, new StateWatch(_test.Replicas, new StateChanges(), TimeProvider.System), NullLogger<ProbePolicy>.Instance);
    }

    [Fact]
    public void Probes_TwoFailuresInARow_TakeAReplicaOutAndOneSuccessBringsItBack()
    {
        Round(Good(), Good());
        Round(Good(), null);
        Assert.Equal(DestinationHealth.Healthy, _replicas[1].Health.Active);
        Round(Good(), null);
        Assert.Equal(DestinationHealth.Unhealthy, _replicas[1].Health.Active);
        Round(Good(), Good());
        Assert.Equal(DestinationHealth.Healthy, _replicas[1].Health.Active);
    }

    [Fact]
    public void Probes_EveryOtherFails_ChangeNothing()
    {
        for (var round = 0; round < 10; round++)
        {
            Round(Good(), round % 2 == 0 ? Good() : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
            Assert.Equal(DestinationHealth.Healthy, _replicas[1].Health.Active);
        }
    }

    [Fact]
    public void Probes_AllFail_TakeTheLastReplicaToo()
    {
        Round(null, null);
        Round(null, null);

        Assert.All(_replicas, static replica => Assert.Equal(DestinationHealth.Unhealthy, replica.Health.Active));
    }

    [Fact]
    public void Probes_ReplicaGivenUp_LetsGoOfItsWaiters()
    {
        var waiting = _test.Replicas.Of(_replicas[1]).Lost;
        Round(Good(), null);
        Assert.False(waiting.IsCancellationRequested);

        Round(Good(), null);

        Assert.True(waiting.IsCancellationRequested);

        // Nor does anybody start to wait who has picked it a moment before.
        Assert.True(_test.Replicas.Of(_replicas[1]).Lost.IsCancellationRequested);
        Round(Good(), Good());
        Assert.False(_test.Replicas.Of(_replicas[1]).Lost.IsCancellationRequested);
    }

    [Fact]
    public void Probes_TellTheQueueAndTheModel()
    {
        Round(Good('a', 120), Good('a', 7));

        Assert.Equal([120, 7], _replicas.Select(replica => _test.Replicas.Of(replica).Load.Tokens));
        Assert.Equal([new string('a', 64)], _digests.DigestsOf(_cluster));
    }

    [Fact]
    public void Probes_TwoModels_AreBothKnown()
    {
        Round(Good('a'), Good('b'));

        Assert.Equal(2, _digests.DigestsOf(_cluster).Length);
    }

    private static HttpResponseMessage Good(char digest = 'a', int queued = 0)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK);
        response.Headers.Add(HeaderNames.ModelDigest, new string(digest, 64));
        response.Headers.Add(HeaderNames.QueuedTokens, $"{queued}");
        return response;
    }

    private void Round(params HttpResponseMessage?[] answers) => _policy.ProbingCompleted(
        _cluster,
        [.. answers.Select((answer, i) => new DestinationProbingResult(_replicas[i], answer, answer is null ? new HttpRequestException("refused") : null))]);
}
