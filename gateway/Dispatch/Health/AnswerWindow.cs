using System.Numerics;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>The last 32 answers of a replica, a bit each: set where the replica failed. Safe for use from many threads.</summary>
internal sealed class AnswerWindow
{
    /// <summary>Answers that are remembered.</summary>
    public const int Size = 32;

    /// <summary>So many failures in a row are no chance.</summary>
    public const int InARow = 3;

    /// <summary>A quarter of the window: a replica that fails now and then never fails three times in a row.</summary>
    public const int InTheWindow = Size / 4;

    private const uint Recent = (1u << InARow) - 1;

    private uint _failures;

    /// <summary>How many of the last <see cref="Size"/> answers failed.</summary>
    public int Failures => BitOperations.PopCount(Volatile.Read(ref _failures));

    /// <summary>Whether the last answer failed: one failure is news, the next are the same news.</summary>
    public bool LastFailed => (Volatile.Read(ref _failures) & 1) != 0;

    /// <returns>Whether the replica has failed too often now.</returns>
    public bool Add(bool failed)
    {
        uint seen, next;
        do
        {
            seen = Volatile.Read(ref _failures);
            next = (seen << 1) | (failed ? 1u : 0u);
        }
        while (Interlocked.CompareExchange(ref _failures, next, seen) != seen);

        return failed && ((next & Recent) == Recent || BitOperations.PopCount(next) >= InTheWindow);
    }

    /// <summary>A replica that comes back starts with a clean record.</summary>
    public void Clear() => Volatile.Write(ref _failures, 0);
}
