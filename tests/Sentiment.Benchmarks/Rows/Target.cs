using System.Globalization;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows;

/// <summary>A bound that a ratio or a figure has to keep, with its worse end.</summary>
/// <param name="Bound">The bound.</param>
/// <param name="IsUpper">Whether less is better.</param>
internal sealed record Target(double Bound, bool IsUpper)
{
    public static Target AtMost(double bound) => new(bound, IsUpper: true);

    public static Target AtLeast(double bound) => new(bound, IsUpper: false);

    public bool IsMetBy(Interval measured) => IsUpper ? measured.High <= Bound : measured.Low >= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsUpper ? '≤' : '≥')} {Bound:0.00##}");
}
