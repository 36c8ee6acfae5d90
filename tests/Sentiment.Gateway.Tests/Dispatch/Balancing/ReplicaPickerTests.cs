using CsCheck;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Balancing;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Tests.Dispatch.Balancing;

public sealed class ReplicaPickerTests
{
    private readonly Replicas _known = new();
    private readonly ReplicaPicker _picker;

    public ReplicaPickerTests() => _picker = new ReplicaPicker(_known, new Random(1));

    [Fact]
    public void Pick_NobodyThere_IsNull() => Assert.Null(_picker.Pick([]));

    [Fact]
    public void Pick_AllIdle_TakesTurns()
    {
        var replicas = TestCluster.Replicas(3);

        var picked = Enumerable.Range(0, 9).Select(_ => _picker.Pick(replicas)!.DestinationId).CountBy(static id => id);

        Assert.All(picked, static count => Assert.Equal(3, count.Value));
    }

    [Fact]
    public void Pick_OfTwo_IsAlwaysTheOneWithLess() =>
        Gen.Int[0, 1_000].Array[2].Sample(tokens =>
        {
            var replicas = Loaded(tokens);
            var picked = _picker.Pick(replicas)!;
            Assert.Equal(tokens.Min(), _picker.TokensOf(picked));
        });

    [Fact]
    public void Pick_OfMany_IsNeverTheFullest() =>
        Gen.Int[0, 1_000].Array[3, 8].Where(static tokens => tokens.Count(value => value == tokens.Max()) == 1).Sample(tokens =>
        {
            var replicas = Loaded(tokens);
            var picked = _picker.Pick(replicas)!;
            Assert.NotEqual(tokens.Max(), _picker.TokensOf(picked));
        });

    [Fact]
    public void Pick_WithWorkThatStays_SpreadsItEvenly()
    {
        var replicas = TestCluster.Replicas(5);

        for (var i = 0; i < 500; i++)
        {
            _ = _known.Of(_picker.Pick(replicas)!).Load.Begin(10);
        }

        // The bound of two choices: the fullest is log log n / log 2 above the mean.
        Assert.All(replicas, replica => Assert.InRange(_picker.TokensOf(replica), 970, 1_030));
    }

    private DestinationState[] Loaded(int[] tokens)
    {
        var replicas = TestCluster.Replicas(tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            _known.Of(replicas[i]).Load.Report(tokens[i]);
        }

        return replicas;
    }
}
