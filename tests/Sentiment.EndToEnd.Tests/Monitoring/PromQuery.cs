using System.Globalization;
using System.Text.RegularExpressions;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>A metric that an expression reads.</summary>
/// <param name="Name">Of the metric.</param>
/// <param name="Labels">That are asked of it.</param>
/// <param name="Wanted">Of these labels the values that a series must have, as a regular expression.</param>
internal sealed record AskedMetric(string Name, IReadOnlyCollection<string> Labels, IReadOnlyCollection<(string Label, string Pattern)> Wanted);

/// <summary>What a PromQL expression reads.</summary>
internal static partial class PromQuery
{
    private static readonly string[] Words = ["and", "or", "unless", "bool", "offset", "atan2", "group_left", "group_right", "inf", "nan", "Inf", "NaN"];

    public static IEnumerable<AskedMetric> MetricsOf(string expression)
    {
        // Texts are taken out and numbered: what looks like a name in them is none.
        var texts = new List<string>();
        var plain = Text().Replace(expression, match =>
        {
            texts.Add(match.Value[1..^1]);
            return $"\"{texts.Count - 1}\"";
        });

        // by (…) and on (…) are about all metrics of the expression, as far as this can tell; what label_replace makes need not be there before.
        var grouped = Grouping().Matches(plain).SelectMany(static match => Name().Matches(match.Groups["labels"].Value)).Select(static label => label.Value)
            .Except(Made().Matches(expression).Select(static match => match.Groups["label"].Value))
            .ToArray();
        foreach (Match selector in Selector().Matches(Grouping().Replace(plain, " ")))
        {
            if (!Words.Contains(selector.Groups["name"].Value))
            {
                var matchers = Matcher().Matches(selector.Groups["matchers"].Value);
                yield return new(
                    selector.Groups["name"].Value,
                    [.. matchers.Select(static match => match.Groups["label"].Value).Concat(grouped).Distinct()],
                    [
                        .. from match in matchers
                           let text = texts[int.Parse(match.Groups["text"].Value, CultureInfo.InvariantCulture)]
                           where match.Groups["operator"].Value is "=" or "=~"
                           select (match.Groups["label"].Value, match.Groups["operator"].Value == "=" ? Regex.Escape(text) : text),
                    ]);
            }
        }
    }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Grouping();

    [GeneratedRegex("""label_replace\s*\(.*?,\s*"(?<label>\w+)",""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Made();

    [GeneratedRegex(@"[a-zA-Z_]\w*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();

    // A name that no bracket follows, which would make it a function; not the unit of a duration.
    [GeneratedRegex(@"(?<![\w:.])(?<name>(?>[a-zA-Z_:][\w:]*))(?!\s*\()\s*(?:\{(?<matchers>[^}]*)\})?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Selector();

    [GeneratedRegex(@"(?<label>[a-zA-Z_]\w*)\s*(?<operator>=~|!~|!=|=)\s*""(?<text>\d+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Matcher();
}
