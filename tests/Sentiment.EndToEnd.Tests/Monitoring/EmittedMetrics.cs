using System.Text.RegularExpressions;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>What a scrape has: its series, each with its labels and their values.</summary>
internal sealed partial class EmittedMetrics
{
    // From whoever scrapes, on every series.
    private static readonly string[] OfTheScraper = ["instance", "job", "namespace", "pod", "service", "container", "endpoint"];

    private readonly Dictionary<string, List<Dictionary<string, string>>> _series = new(StringComparer.Ordinal);

    /// <param name="text">In Prometheus' text format.</param>
    public void Add(string text)
    {
        foreach (var line in text.Split('\n').Where(static line => line.Length > 0 && line[0] != '#'))
        {
            var series = Series().Match(line);
            var all = _series.TryGetValue(series.Groups["name"].Value, out var known) ? known : _series[series.Groups["name"].Value] = [];
            all.Add(Label().Matches(series.Groups["labels"].Value).ToDictionary(static match => match.Groups["label"].Value, static match => match.Groups["value"].Value, StringComparer.Ordinal));
        }
    }

    /// <returns>What is missing of a metric that is asked for: itself, a label, or a series with the wanted values; null where nothing is.</returns>
    public string? Missing(AskedMetric asked)
    {
        if (!_series.TryGetValue(asked.Name, out var all))
        {
            return asked.Name;
        }

        var unknown = asked.Labels.Except(all.SelectMany(static series => series.Keys)).Except(OfTheScraper).ToArray();
        return unknown.Length > 0 ? $"{asked.Name}{{{string.Join(',', unknown)}}}"
            : all.Exists(series => asked.Wanted.All(wanted => IsThere(series, wanted))) ? null
            : $"{asked.Name}{{{string.Join(',', asked.Wanted)}}}";
    }

    private static bool IsThere(Dictionary<string, string> series, (string Label, string Pattern) wanted) =>
        series.TryGetValue(wanted.Label, out var value)
            ? Regex.IsMatch(value, $"^(?:{wanted.Pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1))
            : OfTheScraper.Contains(wanted.Label);

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Series();

    [GeneratedRegex("""(?<label>[a-zA-Z_]\w*)="(?<value>(?:[^"\\]|\\.)*)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Label();
}
