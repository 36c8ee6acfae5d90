using System.Text.RegularExpressions;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>What a scrape has: the names of its series, each with its labels.</summary>
internal sealed partial class EmittedMetrics
{
    // From whoever scrapes, on every series.
    private static readonly string[] OfTheScraper = ["instance", "job", "namespace", "pod", "service", "container", "endpoint"];

    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);

    /// <param name="text">In Prometheus' text format.</param>
    public void Add(string text)
    {
        foreach (var line in text.Split('\n').Where(static line => line.Length > 0 && line[0] != '#'))
        {
            var series = Series().Match(line);
            var labels = _labels.TryGetValue(series.Groups["name"].Value, out var known) ? known : _labels[series.Groups["name"].Value] = [.. OfTheScraper];
            labels.UnionWith(Label().Matches(series.Groups["labels"].Value).Select(static match => match.Groups["label"].Value));
        }
    }

    /// <returns>What is missing of a metric and these labels; null where nothing is.</returns>
    public string? Missing(string metric, IEnumerable<string> labels) =>
        !_labels.TryGetValue(metric, out var known) ? metric
        : labels.Except(known).ToArray() is { Length: > 0 } unknown ? $"{metric}{{{string.Join(',', unknown)}}}"
        : null;

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Series();

    [GeneratedRegex("""(?<label>[a-zA-Z_]\w*)="(?:[^"\\]|\\.)*" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Label();
}
