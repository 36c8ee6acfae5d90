using Sentiment.Gateway.Dispatch.Health;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

public sealed class RecentTimesTests
{
    private readonly TestTimeProvider _time = new();
    private readonly RecentTimes _times = new();

    [Fact]
    public void Quantile_NoAnswers_IsUnknown() => Assert.Null(_times.Quantile(0.99, _time));

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    [InlineData(0, 1)]
    public void Quantile_OfAHundred_IsTheTimeThatThisShareDidNotExceed(double quantile, int expected)
    {
        foreach (var milliseconds in Enumerable.Range(1, 100).Reverse())
        {
            Add(milliseconds);
        }

        Assert.Equal(TimeSpan.FromMilliseconds(expected), _times.Quantile(quantile, _time));
    }

    [Fact]
    public void Quantile_AnswersOfMoreThanAMinuteAgo_AreForgotten()
    {
        Add(900);
        _time.Advance(RecentTimes.Window);
        Add(5);
        Assert.Equal(TimeSpan.FromMilliseconds(900), _times.Quantile(1, _time));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(5), _times.Quantile(1, _time));
        Assert.Equal(2, _times.Count);
    }

    [Fact]
    public void Quantile_MoreThanAreRemembered_IsOfTheLast()
    {
        Enumerable.Repeat(900, 10).ToList().ForEach(Add);
        Enumerable.Repeat(5, RecentTimes.Most).ToList().ForEach(Add);

        Assert.Equal(TimeSpan.FromMilliseconds(5), _times.Quantile(1, _time));
        Assert.Equal(RecentTimes.Most + 10, _times.Count);
    }

    private void Add(int milliseconds) => _times.Add(TimeSpan.FromMilliseconds(milliseconds), _time.GetTimestamp());
}
