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

    // Two locks: who logs waits for a copy of some hundred bytes, and not for whoever reads the other end.
    private readonly Lock _gate = new();
    private readonly Lock _writing = new();
    private readonly Stream _stream;
    private readonly ITimer _timer;
    private byte[] _waiting = new byte[MostWaiting];
    private byte[] _leaving = new byte[MostWaiting];
    private int _count;

    /// <param name="stream">If it blocks for so long that the waiting lines are too many, so does whoever logs. Nothing is lost.</param>
    /// <param name="time">The clock.</param>
    public LogOutput(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _timer = time.CreateTimer(static output => ((LogOutput)output!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Write(ReadOnlySpan<byte> line, bool isUrgent)
    {
        if (line.Length > MostWaiting)
        {
            WriteOut(line);
            return;
        }

        while (!TryKeep(line))
        {
            Flush();
        }

        if (isUrgent)
        {
            Flush();
        }
    }

    public void Flush() => WriteOut([]);

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private bool TryKeep(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (_count + line.Length > MostWaiting)
            {
                return false;
            }

            if (_count == 0)
            {
                _timer.Change(Moment, Timeout.InfiniteTimeSpan);
            }

            line.CopyTo(_waiting.AsSpan(_count));
            _count += line.Length;
            return true;
        }
    }

    /// <param name="last">A line that comes behind all that wait.</param>
    private void WriteOut(ReadOnlySpan<byte> last)
    {
        lock (_writing)
        {
            int count;
            lock (_gate)
            {
                (_waiting, _leaving) = (_leaving, _waiting);
                (count, _count) = (_count, 0);
            }

            if (count + last.Length == 0)
            {
                return;
            }

            _stream.Write(_leaving.AsSpan(0, count));
            _stream.Write(last);
            _stream.Flush();
        }
    }
}
