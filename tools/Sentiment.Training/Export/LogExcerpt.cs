using System.Globalization;

namespace Sentiment.Training.Export;

/// <summary>What the model card cites of a stage's log: the runs of one plan, without most of their progress lines, and how long they took.</summary>
internal static class LogExcerpt
{
    private const int ProgressLines = 24;
    private const int StampLength = 8;
    private const string Plan = ", plan ";

    /// <param name="lines">The whole log; a work folder may have seen other plans before. Those of the last one count.</param>
    public static string[] Of(IReadOnlyList<string> lines)
    {
        if (OfLastPlan(lines) is not { } own)
        {
            // A stage without steps says all that there is to say in its last line.
            return [.. lines.TakeLast(1)];
        }

        var every = Math.Max(1, own.Count(IsProgress) / ProgressLines);
        var seen = 0;
        return [.. own.Where(line => !IsProgress(line) || seen++ % every == 0)];
    }

    /// <summary>Of all runs together that the last plan took; zero where the stage has no plan, which is a matter of seconds.</summary>
    public static TimeSpan Duration(IReadOnlyList<string> lines)
    {
        var stamps = (OfLastPlan(lines) ?? []).Select(StampOf).ToArray();
        return stamps.Zip(stamps.Skip(1)).Where(pair => pair.Second > pair.First)
            .Aggregate(TimeSpan.Zero, (sum, pair) => sum + (pair.Second - pair.First));
    }

    private static string[]? OfLastPlan(IReadOnlyList<string> lines) =>
        lines.LastOrDefault(line => line.Contains(Plan, StringComparison.Ordinal))?.Split(Plan)[^1] is { } digits ? [.. OfPlan(lines, digits)] : null;

    /// <summary>hh:mm:ss, where the hours may be more than a day's; zero for a line that a kill has cut.</summary>
    private static TimeSpan StampOf(string line)
    {
        var seconds = 0;
        foreach (var part in line[..Math.Min(StampLength, line.Length)].Split(':'))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return TimeSpan.Zero;
            }

            seconds = seconds * 60 + number;
        }

        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>From the line that names the plan to the end of that run: the next one begins where the time goes back.</summary>
    private static IEnumerable<string> OfPlan(IEnumerable<string> lines, string digits)
    {
        var keep = false;
        var last = "";
        foreach (var line in lines)
        {
            var stamp = line[..Math.Min(StampLength, line.Length)];
            keep = line.EndsWith(Plan + digits, StringComparison.Ordinal) || (keep && string.CompareOrdinal(stamp, last) >= 0);
            last = stamp;
            if (keep)
            {
                yield return line;
            }
        }
    }

    private static bool IsProgress(string line) => line.Contains("tokens/s", StringComparison.Ordinal);
}
