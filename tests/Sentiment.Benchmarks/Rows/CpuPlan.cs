namespace Sentiment.Benchmarks.Rows;

/// <param name="Texts">Of a round: some seconds of one processor.</param>
/// <param name="Bound">Of the ratio to the bare loop.</param>
internal sealed record CpuPlan(int Texts, double Bound);
