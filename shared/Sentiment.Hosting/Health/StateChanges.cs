namespace Sentiment.Hosting.Health;

/// <summary>The last changes, oldest first, for whoever looks, and each as it comes, for whoever listens. Safe for use from many threads.</summary>
public sealed class StateChanges
{
    /// <summary>An hour of a replica that comes and goes twice a minute.</summary>
    public const int Most = 240;

    private readonly Lock _gate = new();
    private readonly Queue<StateChange> _latest = new(Most);

    /// <summary>Raised in the order of the changes, one at a time. A handler must be quick: whoever has noticed the change waits for it.</summary>
    public event Action<StateChange>? Added;

    public void Add(StateChange change)
    {
        lock (_gate)
        {
            if (_latest.Count == Most)
            {
                _latest.Dequeue();
            }

            _latest.Enqueue(change);
            Added?.Invoke(change);
        }
    }

    /// <returns>At most <see cref="Most"/>, oldest first.</returns>
    public IReadOnlyList<StateChange> Latest()
    {
        lock (_gate)
        {
            return [.. _latest];
        }
    }
}
