using Sentiment.TestKit;
using YamlDotNet.RepresentationModel;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>The rules of the monitoring component: as they stand in their PrometheusRule objects, and as the files that Prometheus and promtool read.</summary>
internal static class RuleFiles
{
    private static readonly string Folder = Path.Combine(Component.Folder, "rules");

    /// <summary>Every rule: what it is called and what it asks.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.yaml").SelectMany(file =>
            from @group in (YamlSequenceNode)Spec(file)["groups"]
            from rule in (YamlSequenceNode)@group["rules"]
            select Rule.Of((YamlMappingNode)rule)),
    ];

    /// <summary>Writes the rules into a folder.</summary>
    public static void WriteTo(string folder) => WriteTo(folder, holds: null);

    /// <param name="folder">Where.</param>
    /// <param name="holds">What each alert's <c>for</c> is instead of its own; null leaves it.</param>
    public static void WriteTo(string folder, string? holds)
    {
        foreach (var file in Directory.GetFiles(Folder, "*.yaml"))
        {
            var spec = Spec(file);
            foreach (var alert in AlertsOf(spec).Where(_ => holds is not null))
            {
                alert.Children["for"] = holds!;
            }

            using var writer = File.CreateText(Path.Combine(folder, Path.GetFileName(file)));
            new YamlStream(new YamlDocument(spec)).Save(writer, assignAnchors: false);
        }
    }

    private static IEnumerable<YamlMappingNode> AlertsOf(YamlNode spec) =>
        from @group in (YamlSequenceNode)spec["groups"]
        from rule in ((YamlSequenceNode)@group["rules"]).Cast<YamlMappingNode>()
        where rule.Children.ContainsKey("alert")
        select rule;

    private static YamlNode Spec(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(file);
        stream.Load(reader);
        return stream.Documents.Single().RootNode["spec"];
    }
}

/// <param name="Name">Of the alert, or of what is recorded.</param>
/// <param name="IsAlert">Else it is recorded.</param>
/// <param name="Expression">In PromQL.</param>
/// <param name="Runbook">Of an alert.</param>
internal sealed record Rule(string Name, bool IsAlert, string Expression, string? Runbook)
{
    public static Rule Of(YamlMappingNode rule)
    {
        var isAlert = rule.Children.ContainsKey("alert");
        return new(Text(rule[isAlert ? "alert" : "record"]), isAlert, Text(rule["expr"]), isAlert ? Text(rule["annotations"]["runbook_url"]) : null);
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}

/// <summary>Where the component lies.</summary>
internal static class Component
{
    public static string Folder { get; } = RepositoryRoot.Combine("kustomize", "components", "monitoring");
}
