using System.IO.Pipelines;
using Sentiment.Hosting.Listening;

namespace Sentiment.Hosting.Requests;

/// <summary>
/// Ends the reading of a body that comes more slowly than the server's limits allow, at its own moment. The server itself looks once a second, and
/// those whom it finds too slow it ends all at once: beside thousands of slow clients, everybody else waits for that.
/// </summary>
internal sealed class BodyPace : IDisposable
{
    // Two bytes in a packet of their own are no reason for two timers.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly PipeReader _reader;
    private readonly TimeProvider _time;
    private readonly double _bytesPerSecond;
    private readonly long _started;
    private readonly ITimer _look;
    private long _received;
    private volatile bool _isTooSlow;
    private bool _isOver;

    /// <param name="reader">Whose pending read is cancelled when the body is too slow.</param>
    /// <param name="limits">The server's.</param>
    /// <param name="time">The clock, which runs from now.</param>
    public BodyPace(PipeReader reader, ListeningLimits limits, TimeProvider time)
    {
        (_reader, _time, _bytesPerSecond, _started) = (reader, time, limits.BytesPerSecond, time.GetTimestamp());
        _look = time.CreateTimer(static pace => ((BodyPace)pace!).Look(), this, limits.Grace, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why the read was cancelled: true for this, and false for another reason.</summary>
    public bool IsTooSlow => _isTooSlow;

    /// <summary>So many bytes in all by now.</summary>
    public void Received(long bytes) => Volatile.Write(ref _received, bytes);

    /// <summary>Returns when no read will be cancelled any more: the next one on the connection is another request's.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _look.Dispose();
    }

    // As much as has come is enough for a time: until then it is not too slow, whatever comes.
    private void Look()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            var left = TimeSpan.FromSeconds(Volatile.Read(ref _received) / _bytesPerSecond) - _time.GetElapsedTime(_started);
            if (left > TimeSpan.Zero)
            {
                _look.Change(left > ShortestLook ? left : ShortestLook, Timeout.InfiniteTimeSpan);
                return;
            }

            _isTooSlow = true;
            _reader.CancelPendingRead();
        }
    }
}
