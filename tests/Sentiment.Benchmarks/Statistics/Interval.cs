namespace Sentiment.Benchmarks.Statistics;

/// <param name="Median">Of the rounds.</param>
/// <param name="Low">Lower end of the 95 % interval of the median.</param>
/// <param name="High">Upper end.</param>
internal sealed record Interval(double Median, double Low, double High);
