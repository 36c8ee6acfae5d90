using System.Globalization;
using System.Runtime.InteropServices;

namespace Sentiment.Benchmarks.Processes;

/// <summary>
/// Processor seconds of another process, all its threads, those that ended too. Linux alone. The kernel's clock of a process has
/// nanoseconds; /proc/PID/stat, which has the same number, is cut to hundredths of a second.
/// </summary>
internal static class ProcessorTime
{
    private const int ScheduledClock = 2;
    private const int ClockOfThisThread = 3;
    private const double TicksPerSecond = 100;

    public static double Of(int processId)
    {
        // As clock_getcpuclockid(3) makes it.
        var clock = (~processId << 3) | ScheduledClock;
        return GetTime(clock, out var time) == 0 ? time.Total : OfStat(File.ReadAllText($"/proc/{processId}/stat"));
    }

    /// <summary>Of the thread that asks, alone.</summary>
    public static double OfThisThread() =>
        GetTime(ClockOfThisThread, out var time) == 0 ? time.Total : throw new PlatformNotSupportedException("There is no clock of a thread's processor time.");

    /// <summary>User and system time of a line of /proc/PID/stat.</summary>
    internal static double OfStat(string stat)
    {
        // pid (name) state …: the name may hold anything, so count from its last bracket.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;

        public readonly double Total => Seconds + (Nanoseconds / 1e9);
    }
}
