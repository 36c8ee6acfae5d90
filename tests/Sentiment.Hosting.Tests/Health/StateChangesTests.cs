using Sentiment.Hosting.Health;

namespace Sentiment.Hosting.Tests.Health;

public sealed class StateChangesTests
{
    private readonly StateChanges _changes = new();

    [Fact]
    public void Add_MoreThanAreKept_TheOldestGo()
    {
        for (var number = 0; number < StateChanges.Most + 5; number++)
        {
            _changes.Add(Change(number));
        }

        var latest = _changes.Latest();
        Assert.Equal((StateChanges.Most, "5", $"{StateChanges.Most + 4}"), (latest.Count, latest[0].After, latest[^1].After));
    }

    [Fact]
    public void Add_WhoListens_IsToldEachInOrder()
    {
        var told = new List<string>();
        _changes.Added += change => told.Add(change.After);

        _changes.Add(Change(1));
        _changes.Add(Change(2));

        Assert.Equal(["1", "2"], told);
    }

    private static StateChange Change(int number) => new(DateTimeOffset.UnixEpoch, "redis", "Healthy", $"{number}", Description: null);
}
