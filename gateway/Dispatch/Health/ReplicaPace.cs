namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>How fast a replica has answered since the last look. Safe for use from many threads.</summary>
internal sealed class ReplicaPace
{
    private readonly Lock _gate = new();
    private TimeSpan _sum;
    private int _answers;

    /// <summary>Looks in a row at which the replica was far slower than its peers. Kept by whoever looks, one at a time.</summary>
    public int SlowLooks { get; set; }

    /// <summary>Only whole answers: a client that gives up early says nothing about the replica.</summary>
    public void Answered(TimeSpan took)
    {
        lock (_gate)
        {
            _sum += took;
            _answers++;
        }
    }

    /// <summary>The mean since the last look, or null when there were too few answers to tell.</summary>
    public TimeSpan? Take(int fewest)
    {
        lock (_gate)
        {
            TimeSpan? mean = _answers >= fewest ? _sum / _answers : null;
            (_sum, _answers) = (TimeSpan.Zero, 0);
            return mean;
        }
    }
}
