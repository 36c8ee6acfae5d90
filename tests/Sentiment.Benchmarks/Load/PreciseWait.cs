using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sentiment.Benchmarks.Load;

/// <summary>
/// Waits for a moment to within some 60 microseconds, the kernel's slack, without spinning: the processor that a spinning generator takes is
/// the server's. Thread.Sleep knows whole milliseconds only. Linux alone.
/// </summary>
internal static class PreciseWait
{
    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;
    private const int Interrupted = 4;
    private const long Nanoseconds = 1_000_000_000;

    /// <param name="timestamp">Of <see cref="Stopwatch"/>, which reads the same clock and counts its nanoseconds; one that has passed is not waited for.</param>
    public static void Until(long timestamp)
    {
        if (timestamp <= Stopwatch.GetTimestamp())
        {
            return;
        }

        var (seconds, rest) = Math.DivRem(timestamp, Nanoseconds);
        var time = new TimeSpec { Seconds = seconds, Nanoseconds = rest };
        while (Sleep(Monotonic, AbsoluteTime, time, nint.Zero) == Interrupted)
        {
            // A signal of the runtime's; the time is absolute, so that nothing is lost.
        }
    }

    [DllImport("libc", EntryPoint = "clock_nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(int clock, int flags, in TimeSpec until, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
