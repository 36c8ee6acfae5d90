using Microsoft.Extensions.Time.Testing;
using Sentiment.Gateway.Dispatch.Health;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

public sealed class EjectionHistoryTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly EjectionHistory _history = new();

    [Fact]
    public void Next_AgainAndAgain_DoublesUpToAMinute()
    {
        var absences = Enumerable.Range(0, 6).Select(_ =>
        {
            var absence = _history.Next(First, _time);
            _time.Advance(absence);
            return absence.TotalSeconds;
        });

        Assert.Equal([5, 10, 20, 40, 60, 60], absences);
    }

    [Fact]
    public void Next_AfterAMinuteOfGoodBehaviour_StartsAnew()
    {
        _history.Next(First, _time);
        _time.Advance(First);
        _history.Next(First, _time);
        _time.Advance((2 * First) + EjectionHistory.Longest + TimeSpan.FromSeconds(1));

        Assert.Equal(First, _history.Next(First, _time));
    }
}
