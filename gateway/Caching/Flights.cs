using System.Collections.Concurrent;

namespace Sentiment.Gateway.Caching;

/// <summary>Questions that somebody is asking now: whoever has the same one waits for that answer. Safe for many threads.</summary>
internal sealed class Flights
{
    private readonly ConcurrentDictionary<CacheKey, Flight> _underWay = new();

    /// <summary>The flight of a question, and whether the caller has just begun it: then the caller must end it, whatever happens.</summary>
    public Flight Join(CacheKey key, out bool isLeader)
    {
        // Two steps, so that joining, which a thousand may do, makes no object.
        if (_underWay.TryGetValue(key, out var flight))
        {
            isLeader = false;
            return flight;
        }

        var mine = new Flight(key);
        flight = _underWay.GetOrAdd(key, mine);
        isLeader = ReferenceEquals(flight, mine);
        return flight;
    }

    /// <summary>Tells all who wait. Only the first end counts.</summary>
    /// <param name="flight">That the caller leads.</param>
    /// <param name="landing">What came of it; null when its leader has gone, and another is to lead.</param>
    public void End(Flight flight, Landing? landing)
    {
        // First gone, then told: whoever is told null finds no flight, and leads the next.
        _underWay.TryRemove(KeyValuePair.Create(flight.Key, flight));
        flight.End(landing);
    }
}

/// <summary>One question under way.</summary>
internal sealed class Flight(CacheKey key)
{
    // A thousand may wait: none of them goes on in the leader's thread.
    private readonly TaskCompletionSource<Landing?> _landing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CacheKey Key => key;

    public Task<Landing?> Landed => _landing.Task;

    public void End(Landing? landing) => _landing.TrySetResult(landing);
}
