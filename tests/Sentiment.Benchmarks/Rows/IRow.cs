namespace Sentiment.Benchmarks.Rows;

/// <summary>A row of the table: one question, asked of one or both models.</summary>
internal interface IRow
{
    /// <summary>As in <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>What is compared, in one line.</summary>
    string Summary { get; }

    Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop);
}
