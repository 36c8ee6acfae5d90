using System.Diagnostics;

namespace Sentiment.Benchmarks.Load;

/// <summary>Seconds since a run started.</summary>
/// <param name="Start">Timestamp of <see cref="Stopwatch"/>.</param>
internal readonly record struct RunClock(long Start)
{
    public double Now => Stopwatch.GetElapsedTime(Start).TotalSeconds;

    /// <summary>The timestamp at which <see cref="Now"/> will be so much.</summary>
    public long At(double seconds) => Start + (long)(seconds * Stopwatch.Frequency);
}
