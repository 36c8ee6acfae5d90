using Sentiment.Benchmarks.Rows;

namespace Sentiment.Benchmarks.Report;

/// <summary>One run.</summary>
/// <param name="Machine">What it ran on.</param>
/// <param name="At">When it ended.</param>
/// <param name="IsQuick">Whether it proves nothing.</param>
/// <param name="Texts">Which texts were sent.</param>
/// <param name="Results">The table.</param>
internal sealed record BenchReport(MachineDescription Machine, DateTimeOffset At, bool IsQuick, string Texts, IReadOnlyList<RowResult> Results);
