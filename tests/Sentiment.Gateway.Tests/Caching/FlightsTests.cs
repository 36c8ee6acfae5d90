using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Caching;

public sealed class FlightsTests
{
    private static readonly CacheKey Key = new(1, 2);

    private readonly Flights _flights = new();

    [Fact]
    public void Join_Twice_HasOneLeader()
    {
        var first = _flights.Join(Key, out var firstLeads);
        var second = _flights.Join(Key, out var secondLeads);

        Assert.Same(first, second);
        Assert.Equal((true, false), (firstLeads, secondLeads));
    }

    [Fact]
    public async Task End_WithALanding_TellsAllWhoWaitAndTheNextLeads()
    {
        var flight = _flights.Join(Key, out _);
        var waiting = _flights.Join(Key, out _).Landed;

        _flights.End(flight, Landing.EachForItself);
        _flights.End(flight, landing: null);

        Assert.Same(Landing.EachForItself, await waiting.WaitAsync(Requests.Token));
        Assert.NotSame(flight, _flights.Join(Key, out var leads));
        Assert.True(leads);
    }

    [Fact]
    public void End_OfAnOldFlight_LeavesTheNextOneAlone()
    {
        var old = _flights.Join(Key, out _);
        _flights.End(old, landing: null);
        var next = _flights.Join(Key, out _);

        _flights.End(old, landing: null);

        Assert.Same(next, _flights.Join(Key, out var leads));
        Assert.False(leads);
    }

    [Fact]
    public async Task Join_ManyAtOnce_HaveOneLeader()
    {
        var leaders = 0;
        await Parallel.ForAsync(0, 1_000, Requests.Token, (_, _) =>
        {
            _flights.Join(Key, out var leads);
            Interlocked.Add(ref leaders, leads ? 1 : 0);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(1, leaders);
    }
}
