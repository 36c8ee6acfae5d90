namespace Sentiment.Gateway.Dispatch.Retries;

/// <summary>
/// Bounds the work that retries add to a cluster that is in trouble already: in the last ten seconds at most a fifth of the requests, and
/// fifty a second besides, because a share of little traffic is nothing, and a replica that dies takes all that it had with it (the form is
/// Finagle's RetryBudget). Safe for use from many threads.
/// </summary>
internal sealed class RetryBudget(TimeProvider time)
{
    public const double ShareOfRequests = 0.2;
    public const int FloorPerSecond = 50;
    public const int Seconds = 10;

    private readonly Lock _gate = new();
    private readonly (long Second, int Requests, int Retries)[] _ring = new (long, int, int)[Seconds];

    /// <summary>Counts a request, once, however often it is tried.</summary>
    public void Count()
    {
        lock (_gate)
        {
            Now().Requests++;
        }
    }

    /// <returns>Whether one more retry fits, which is then counted.</returns>
    public bool TryTake()
    {
        lock (_gate)
        {
            ref var now = ref Now();
            var oldest = now.Second - Seconds;
            var (requests, retries) = (0L, 0L);
            foreach (var slot in _ring)
            {
                if (slot.Second > oldest)
                {
                    requests += slot.Requests;
                    retries += slot.Retries;
                }
            }

            if (retries >= (requests * ShareOfRequests) + (FloorPerSecond * Seconds))
            {
                return false;
            }

            now.Retries++;
            return true;
        }
    }

    private ref (long Second, int Requests, int Retries) Now()
    {
        // From 1 on: a slot that was never used is older than any second.
        var second = (time.GetTimestamp() / time.TimestampFrequency) + Seconds;
        ref var slot = ref _ring[second % Seconds];
        if (slot.Second != second)
        {
            slot = (second, 0, 0);
        }

        return ref slot;
    }
}
