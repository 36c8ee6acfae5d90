namespace Sentiment.Training.Export;

/// <summary>What the model card cites of a log: the runs of one plan, without most of their progress lines.</summary>
internal static class LogExcerpt
{
    private const int ProgressLines = 24;
    private const int StampLength = 8;
    private const string Plan = ", plan ";

    /// <param name="lines">The whole log; a work folder may have seen other plans before. Those of the last one count.</param>
    public static string[] Of(IReadOnlyList<string> lines)
    {
        if (lines.LastOrDefault(line => line.Contains(Plan, StringComparison.Ordinal))?.Split(Plan)[^1] is not { } digits)
        {
            // A stage without steps says all that there is to say in its last line.
            return [.. lines.TakeLast(1)];
        }

        var own = OfPlan(lines, digits).ToArray();
        var every = Math.Max(1, own.Count(IsProgress) / ProgressLines);
        var seen = 0;
        return [.. own.Where(line => !IsProgress(line) || seen++ % every == 0)];
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
