namespace Sentiment.Gateway.Redis;

/// <summary>Whether Redis is there: told once when it goes, and once when it is back. Safe for many threads.</summary>
internal sealed class RedisPresence(RedisMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private bool _isKnown;
    private volatile bool _isThere;
    private long _since;

    public bool IsThere => _isThere;

    /// <param name="isThere">As it is now.</param>
    /// <param name="reason">Why not; without anything of the connection's string.</param>
    public void Set(bool isThere, string reason)
    {
        lock (_gate)
        {
            if (_isKnown && _isThere == isThere)
            {
                return;
            }

            if (!isThere)
            {
                _since = time.GetTimestamp();
                RedisLog.Away(logger, reason);
            }
            else if (_isKnown)
            {
                RedisLog.Back(logger, time.GetElapsedTime(_since));
            }

            // Last: whoever sees the gauge finds the line.
            (_isKnown, _isThere) = (true, isThere);
            metrics.Up(isThere);
        }
    }
}
