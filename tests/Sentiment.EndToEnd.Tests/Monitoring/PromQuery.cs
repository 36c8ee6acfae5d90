using System.Text.RegularExpressions;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>What a PromQL expression reads: the names of its metrics, each with the labels that are asked of it.</summary>
internal static partial class PromQuery
{
    private static readonly string[] Words = ["and", "or", "unless", "bool", "offset", "atan2", "group_left", "group_right", "inf", "nan", "Inf", "NaN"];

    public static IEnumerable<(string Metric, IReadOnlyCollection<string> Labels)> MetricsOf(string expression)
    {
        var plain = Text().Replace(expression, "\"\"");

        // by (…) and on (…) are about all metrics of the expression, as far as this can tell.
        var grouped = Grouping().Matches(plain).SelectMany(static match => Name().Matches(match.Groups["labels"].Value)).Select(static label => label.Value).ToArray();
        foreach (Match selector in Selector().Matches(Grouping().Replace(plain, " ")))
        {
            if (!Words.Contains(selector.Groups["name"].Value))
            {
                var matched = Matcher().Matches(selector.Groups["matchers"].Value).Select(static match => match.Groups["label"].Value);
                yield return (selector.Groups["name"].Value, [.. matched.Concat(grouped).Distinct()]);
            }
        }
    }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"[a-zA-Z_]\w*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();

    // A name that no bracket follows, which would make it a function; not the unit of a duration.
    [GeneratedRegex(@"(?<![\w:.])(?<name>(?>[a-zA-Z_:][\w:]*))(?!\s*\()\s*(?:\{(?<matchers>[^}]*)\})?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Selector();

    [GeneratedRegex(@"(?<label>[a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Matcher();
}
