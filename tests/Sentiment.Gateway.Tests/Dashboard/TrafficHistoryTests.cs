using Sentiment.Gateway.Dashboard.Traffic;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dashboard;

public sealed class TrafficHistoryTests
{
    private readonly TestTimeProvider _time = new();
    private readonly TrafficHistory _history = new();

    [Fact]
    public void View_OneSample_SaysNothing()
    {
        Tick(requests: 1);

        Assert.Null(_history.View());
    }

    [Fact]
    public void View_SteadyRequests_AreARateOfTheLastTenSeconds()
    {
        foreach (var second in Enumerable.Range(0, 30))
        {
            // Three a second, and from the twentieth on seven.
            Tick(requests: second < 20 ? 3 * second : 57 + (7 * (second - 19)));
        }

        Assert.Equal(7, _history.View()!.Now.Rate(static sample => sample.Requests, _time), 3);
    }

    [Fact]
    public void View_MoreThanTenMinutes_KeepsSixtyStretchesOfTenSeconds()
    {
        foreach (var second in Enumerable.Range(0, 700))
        {
            Tick(requests: 2 * second);
        }

        var view = _history.View()!;
        Assert.Equal(TrafficHistory.Stretches, view.Stretches.Count);
        Assert.All(view.Stretches, stretch => Assert.Equal(20, stretch.Count(static sample => sample.Requests)));
        Assert.All(view.Stretches.Zip(view.Stretches.Skip(1)), static pair => Assert.Same(pair.First.To, pair.Second.From));

        // The last ten minutes, and what has come since the last stretch was full.
        Assert.Equal(1_200 + (2 * 9), view.All.Count(static sample => sample.Requests));
    }

    [Fact]
    public void Share_OfNothing_IsUnknownAndNotZero()
    {
        Tick(requests: 5);
        Tick(requests: 5);

        Assert.Null(_history.View()!.Now.Share(static sample => sample.Failed, static sample => sample.Requests));
    }

    private void Tick(double requests)
    {
        _history.Add(new TrafficSample(
            _time.GetTimestamp(), _time.GetUtcNow(), requests, Failed: 0, new Dictionary<string, ArmSample>(), new Dictionary<string, double>(), new Dictionary<string, double>(), new Dictionary<string, double>()));
        _time.Advance(TrafficHistory.Tick);
    }
}
