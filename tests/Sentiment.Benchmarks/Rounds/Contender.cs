namespace Sentiment.Benchmarks.Rounds;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">For the report.</param>
/// <param name="MeasureAsync">One measurement, given the number of its round; warm-up rounds are below 0.</param>
internal sealed record Contender(string Name, Func<int, CancellationToken, Task<Sample>> MeasureAsync);
