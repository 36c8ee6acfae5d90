using Sentiment.TestKit;
using YamlDotNet.RepresentationModel;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>What Prometheus' own tools say of the rules, and Alertmanager's of who is told.</summary>
public sealed class RuleTests : IDisposable
{
    private static readonly DebianProgram Promtool = new("promtool", "prometheus");
    private static readonly DebianProgram Amtool = new("amtool", "prometheus-alertmanager");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly string Tests = RepositoryRoot.Combine("tests", "Sentiment.EndToEnd.Tests", "Monitoring", "Rules");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Promtool_FindsNoFault()
    {
        await RunAsync(Promtool, ["check", "rules", .. WriteRules()]);
    }

    [Theory]
    [InlineData("alerts.yaml")]
    [InlineData("accuracy.yaml")]
    [InlineData("drift.yaml")]
    [InlineData("slo.yaml")]
    public async Task Alerts_FireWhenTheyShouldAndNotOtherwise(string file)
    {
        WriteRules();
        File.Copy(Path.Combine(Tests, file), _folder.Combine("tests.yaml"));

        await RunAsync(Promtool, ["test", "rules", _folder.Combine("tests.yaml")]);
    }

    /// <summary>One that fires in no test, or is silent in none, might do either always.</summary>
    [Fact]
    public void Alert_EachOfThem_IsTestedBothWays()
    {
        var cases = Directory.GetFiles(Tests, "*.yaml").SelectMany(static file => Cases(file)).ToLookup(static found => found.Alert, static found => found.Fires);

        var untested = RuleFiles.All.Where(static rule => rule.IsAlert).Select(static rule => rule.Name).Where(alert => !cases[alert].Contains(true) || !cases[alert].Contains(false));

        Assert.Empty(untested);
    }

    [Fact]
    public void Alert_EachOfThem_HasASectionOfTheRunbook()
    {
        var sections = File.ReadLines(RepositoryRoot.Combine("docs", "operations", "alerts.md"))
            .Where(static line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(static line => $"docs/operations/alerts.md#{line[3..].ToLowerInvariant()}")
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(RuleFiles.All.Where(static rule => rule.IsAlert).Select(static rule => rule.Runbook!).Except(sections));
    }

    [Theory]
    [InlineData("critical", "page")]
    [InlineData("warning", "channel")]
    [InlineData("info", "record")]
    public async Task Alert_OfASeverity_GoesToWhoIsMeant(string severity, string receiver)
    {
        var configuration = Path.Combine(Component.Folder, "alertmanager", "alertmanager.yaml");
        await RunAsync(Amtool, ["check-config", configuration]);

        var routed = await RunAsync(Amtool, ["config", "routes", "test", $"--config.file={configuration}", $"severity={severity}", "alertname=SentimentArmDown"]);

        Assert.Equal(receiver, routed.Output.Trim());
    }

    private static IEnumerable<(string Alert, bool Fires)> Cases(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(file);
        stream.Load(reader);
        return
        [
            .. from test in (YamlSequenceNode)stream.Documents.Single().RootNode["tests"]
               from @case in (YamlSequenceNode)test["alert_rule_test"]
               select (((YamlScalarNode)@case["alertname"]).Value!, ((YamlMappingNode)@case).Children.ContainsKey("exp_alerts")),
        ];
    }

    private string[] WriteRules()
    {
        RuleFiles.WriteTo(_folder.Path);
        return Directory.GetFiles(_folder.Path, "*.yaml");
    }

    private static async Task<CommandResult> RunAsync(DebianProgram program, string[] arguments)
    {
        Assert.SkipWhen(program.SkipReason is not null, program.SkipReason ?? string.Empty);
        var result = await CommandProcess.RunAsync(new ProcessCommand(program.Path, arguments), Limit);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result;
    }
}
