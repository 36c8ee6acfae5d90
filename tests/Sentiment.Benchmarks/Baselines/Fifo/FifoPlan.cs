using System.Globalization;

namespace Sentiment.Benchmarks.Baselines.Fifo;

/// <summary>How a <see cref="FifoServer"/> runs.</summary>
/// <param name="Workers">Runs at a time.</param>
/// <param name="Threads">Of one run.</param>
/// <param name="Batch">Most texts of a run.</param>
internal sealed record FifoPlan(int Workers, int Threads, int Batch)
{
    public IReadOnlyList<string> Arguments => [.. new[] { Workers, Threads, Batch }.Select(static number => number.ToString(CultureInfo.InvariantCulture))];

    public string Description => string.Create(CultureInfo.InvariantCulture, $"batches of {Batch}, {Workers} × {Threads} thread{(Threads == 1 ? string.Empty : "s")}");

    public static FifoPlan Read(params IReadOnlyList<string> arguments) =>
        arguments.Select(static number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray() is [var workers, var threads, var batch]
            ? new FifoPlan(workers, threads, batch)
            : throw new ArgumentException("A plan has three numbers.", nameof(arguments));
}
