using Sentiment.Benchmarks.Rows;

namespace Sentiment.Benchmarks;

/// <summary>Runs rows one after the other; one that breaks is reported as such and the others still run.</summary>
internal static class RowRun
{
    /// <param name="rows">Which.</param>
    /// <param name="context">What they work with.</param>
    /// <param name="known">Results of an earlier sitting: their rows are not run again.</param>
    /// <param name="keep">Told what there is after each row: an hour is long, and whoever stops it has what was measured.</param>
    public static async Task<IReadOnlyList<RowResult>> AllAsync(
        IReadOnlyList<IRow> rows, BenchContext context, IReadOnlyList<RowResult> known, Func<IReadOnlyList<RowResult>, Task> keep, CancellationToken stop)
    {
        var results = new List<RowResult>();
        foreach (var (index, row) in rows.Index())
        {
            Console.WriteLine($"[{index + 1}/{rows.Count}] {row.Name}: {row.Summary}");
            RowResult[] before = [.. known.Where(result => result.Row == row.Name)];
            if (before.Length > 0)
            {
                Console.WriteLine("  measured before");
                results.AddRange(before);
                continue;
            }

            var measured = await OneAsync(row, context, stop);
            results.AddRange(measured.Select(static result => result with { At = TimeProvider.System.GetUtcNow() }));

            // With those that are still to come by: they must not be lost when this sitting ends early, too.
            await KeepAsync(keep, [.. results, .. known.Where(later => results.All(result => result.Row != later.Row))]);
        }

        return results;
    }

    private static async Task KeepAsync(Func<IReadOnlyList<RowResult>, Task> keep, IReadOnlyList<RowResult> results)
    {
        try
        {
            await keep(results);
        }
        catch (IOException unwritable)
        {
            // The rows that are to come are worth more.
            await Console.Error.WriteLineAsync(unwritable.Message);
        }
    }

    private static async Task<IReadOnlyList<RowResult>> OneAsync(IRow row, BenchContext context, CancellationToken stop)
    {
        try
        {
            return await row.RunAsync(context, stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            // Hours of other rows must not be lost to one.
            await Console.Error.WriteLineAsync(broken.ToString());
            return [RowResult.NotMeasured(row, $"broke: {broken.Message.Split('\n')[0]}") with { IsBroken = true }];
        }
    }
}
