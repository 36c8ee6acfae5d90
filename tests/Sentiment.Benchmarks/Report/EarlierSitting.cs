using System.Text.Json;
using Sentiment.Benchmarks.Rows;

namespace Sentiment.Benchmarks.Report;

/// <summary>What was measured before a run was stopped, so that it can go on.</summary>
internal static class EarlierSitting
{
    /// <param name="folder">Where runs leave their rows.</param>
    /// <param name="machine">This one.</param>
    /// <param name="isQuick">Whether this run is.</param>
    /// <returns>Rows that were measured; those that broke are run again.</returns>
    /// <exception cref="ArgumentException">There is nothing, or it is of another machine or kind.</exception>
    public static async Task<IReadOnlyList<RowResult>> ReadAsync(string folder, MachineDescription machine, bool isQuick)
    {
        var file = Path.Combine(folder, "results.json");
        if (!File.Exists(file))
        {
            throw new ArgumentException($"There is no {file} to go on from; run without --resume.", nameof(folder));
        }

        BenchReport report;
        try
        {
            report = JsonReport.Read(await File.ReadAllTextAsync(file));
        }
        catch (JsonException unreadable)
        {
            throw new ArgumentException($"{file} cannot be read: {unreadable.Message}", nameof(folder), unreadable);
        }

        if (report.IsQuick != isQuick || !report.Machine.IsLike(machine))
        {
            throw new ArgumentException(
                $"{file} is of {(report.IsQuick ? "a quick run" : "a full run")} on {report.Machine.Processor} ({report.Machine.Processors}); figures of two kinds or machines are no table. Run without --resume.",
                nameof(folder));
        }

        return [.. report.Results.Where(static result => !result.IsBroken)];
    }
}
