namespace Sentiment.Hosting.Logs;

/// <summary>
/// Where lines go, whole and in their order. One that tells of trouble is written at once, with all before it; others wait a moment for more, since a
/// write, and the waking of a thread for it, costs more than the line. Safe for many threads.
/// </summary>
internal sealed class LogOutput : IDisposable
{
    /// <summary>How long a line waits. A process that is killed takes the lines of this time along.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private const int MostWaiting = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly ITimer _timer;
    private readonly byte[] _waiting = new byte[MostWaiting];
    private int _count;

    /// <param name="stream">Written to under a lock: if it blocks, so does whoever logs. Nothing is lost.</param>
    /// <param name="time">The clock.</param>
    public LogOutput(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _timer = time.CreateTimer(static output => ((LogOutput)output!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Write(ReadOnlySpan<byte> line, bool isUrgent)
    {
        lock (_gate)
        {
            if (_count + line.Length > MostWaiting)
            {
                WriteOut();
            }

            if (line.Length > MostWaiting)
            {
                _stream.Write(line);
                _stream.Flush();
                return;
            }

            var isFirst = _count == 0;
            line.CopyTo(_waiting.AsSpan(_count));
            _count += line.Length;
            if (isUrgent)
            {
                WriteOut();
            }
            else if (isFirst)
            {
                _timer.Change(Moment, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            WriteOut();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private void WriteOut()
    {
        if (_count > 0)
        {
            _stream.Write(_waiting.AsSpan(0, _count));
            _stream.Flush();
            _count = 0;
        }
    }
}
