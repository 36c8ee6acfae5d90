namespace Sentiment.Benchmarks.Rounds;

/// <summary>Some of a row's texts, by position: every side of a round runs the same ones.</summary>
internal sealed record TextRange(int First, int Count);
