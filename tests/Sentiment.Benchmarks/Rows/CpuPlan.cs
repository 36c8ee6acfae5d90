namespace Sentiment.Benchmarks.Rows;

/// <param name="Texts">Of a round: some seconds of one processor.</param>
/// <param name="Bound">Of the ratio to the bare loop.</param>
/// <param name="PlainBound">Of the ratio to the plain handler; null where there is none.</param>
internal sealed record CpuPlan(int Texts, double Bound, double? PlainBound = null);
