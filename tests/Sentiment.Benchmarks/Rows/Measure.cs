using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows;

/// <summary>A figure that is held against a bound itself and not against another side.</summary>
/// <param name="Value">Of the rounds.</param>
/// <param name="Unit">Its unit, and the target's.</param>
internal sealed record Measure(Interval Value, string Unit)
{
    /// <summary>Measured once: then there is no interval.</summary>
    public static Measure Once(double value, string unit) => new(new Interval(value, value, value), unit);
}
