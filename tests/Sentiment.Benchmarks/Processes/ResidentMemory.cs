using System.Globalization;

namespace Sentiment.Benchmarks.Processes;

/// <summary>Memory of another process that is in RAM, pages that it shares with others included. Linux alone.</summary>
internal static class ResidentMemory
{
    private const double MegabytesPerKibibyte = 1024 / 1e6;

    /// <summary>In MB, a million bytes each.</summary>
    public static double Of(int processId) => OfStatus(File.ReadLines($"/proc/{processId}/status"));

    /// <summary>The VmRSS of the lines of /proc/PID/status, which has kibibytes and calls them kB.</summary>
    internal static double OfStatus(IEnumerable<string> status)
    {
        var line = status.First(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return MegabytesPerKibibyte * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
