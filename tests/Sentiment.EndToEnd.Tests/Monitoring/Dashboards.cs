using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>What the dashboards ask.</summary>
internal static partial class Dashboards
{
    private const string Range = "5m";

    public static IReadOnlyList<string> Files { get; } = Directory.GetFiles(Path.Combine(Component.Folder, "dashboards"), "*.json");

    /// <summary>Each panel's expressions and each variable's, with values in place of variables.</summary>
    public static IEnumerable<(string Place, string Expression)> Expressions()
    {
        foreach (var file in Files)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var root = document.RootElement;
            foreach (var panel in root.GetProperty("panels").EnumerateArray().Where(static panel => panel.TryGetProperty("targets", out _)))
            {
                foreach (var target in panel.GetProperty("targets").EnumerateArray())
                {
                    yield return (
                        $"{Path.GetFileName(file)}, {panel.GetProperty("title").GetString()}",
                        target.GetProperty("expr").GetString()!.Replace("$__rate_interval", Range, StringComparison.Ordinal));
                }
            }

            foreach (var variable in root.GetProperty("templating").GetProperty("list").EnumerateArray().Where(static variable => variable.GetProperty("type").GetString() == "query"))
            {
                var values = LabelValues().Match(variable.GetProperty("query").GetString()!);
                yield return ($"{Path.GetFileName(file)}, variable {variable.GetProperty("name").GetString()}", $"sum by ({values.Groups["label"].Value}) ({values.Groups["metric"].Value})");
            }
        }
    }

    [GeneratedRegex(@"^label_values\((?<metric>[\w:]+), *(?<label>\w+)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LabelValues();
}
