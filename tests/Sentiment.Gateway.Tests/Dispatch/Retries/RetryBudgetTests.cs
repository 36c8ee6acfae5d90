using Microsoft.Extensions.Time.Testing;
using Sentiment.Gateway.Dispatch.Retries;

namespace Sentiment.Gateway.Tests.Dispatch.Retries;

public sealed class RetryBudgetTests
{
    private const int Floor = RetryBudget.FloorPerSecond * RetryBudget.Seconds;

    private readonly FakeTimeProvider _time = new();
    private readonly RetryBudget _budget;

    public RetryBudgetTests() => _budget = new RetryBudget(_time);

    [Fact]
    public void TryTake_WithoutTraffic_AllowsTheFloor() => Assert.Equal(Floor, TakeAll());

    [Fact]
    public void TryTake_WithTraffic_AllowsAFifthBesides()
    {
        Request(1_000);

        Assert.Equal(Floor + 200, TakeAll());
    }

    [Fact]
    public void TryTake_TenSecondsLater_StartsAnew()
    {
        Request(1_000);
        TakeAll();

        _time.Advance(TimeSpan.FromSeconds(RetryBudget.Seconds));

        Assert.Equal(Floor, TakeAll());
    }

    [Fact]
    public void TryTake_OfAStormThatLasts_IsBoundedByTheShare()
    {
        var (requests, retries) = (0, 0);
        for (var second = 0; second < 60; second++)
        {
            Request(5_000);
            requests += 5_000;
            retries += Enumerable.Range(0, 5_000).Count(_ => _budget.TryTake());
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(retries, requests * 0.15, (requests * RetryBudget.ShareOfRequests) + Floor + (RetryBudget.FloorPerSecond * 60));
    }

    private void Request(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _budget.Count();
        }
    }

    private int TakeAll()
    {
        var taken = 0;
        while (taken < 1_000_000 && _budget.TryTake())
        {
            taken++;
        }

        return taken;
    }
}
