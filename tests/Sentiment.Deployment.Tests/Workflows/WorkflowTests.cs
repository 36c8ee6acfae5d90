using System.Text.RegularExpressions;
using Sentiment.TestKit;
using YamlDotNet.RepresentationModel;

namespace Sentiment.Deployment.Tests.Workflows;

/// <summary>The workflows of GitHub Actions, as far as they can be read: they are YAML, may no more than they say, and use actions by a released tag.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files { get; } = [.. Directory.GetFiles(RepositoryRoot.Combine(".github", "workflows"), "*.yml").Select(static file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_SaysWhatItMayAndUsesReleases(string file)
    {
        var text = File.ReadAllText(RepositoryRoot.Combine(".github", "workflows", file));
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var root = (YamlMappingNode)stream.Documents.Single().RootNode;

        Assert.Equal("read", ((YamlScalarNode)root["permissions"]["contents"]).Value);
        Assert.All(
            Uses().Matches(text).Select(static match => match.Groups["action"].Value).Where(static action => !action.StartsWith("./", StringComparison.Ordinal)),
            static action => Assert.Matches("^[a-z0-9-]+/[a-z0-9-]+(/[a-z-]+)?@v?[0-9]+(\\.[0-9]+\\.[0-9]+)?$", action));
        Assert.All(
            Uses().Matches(text).Select(static match => match.Groups["action"].Value).Where(static action => action.StartsWith("./", StringComparison.Ordinal)),
            static action => Assert.True(File.Exists(RepositoryRoot.Combine(action[2..]))));
        Assert.All(((YamlMappingNode)root["jobs"]).Children.Values.Cast<YamlMappingNode>(), static job => Assert.True(job.Children.ContainsKey("timeout-minutes") || job.Children.ContainsKey("uses")));
    }

    /// <summary>What somebody else has named, such as a branch, must not become a part of a script: it comes by the environment.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Scripts_TakeNothingOfAnEventAsTheirOwnText(string file)
    {
        var scripts = File.ReadAllText(RepositoryRoot.Combine(".github", "workflows", file)).Split("run:").Skip(1).Select(static rest => rest.Split("uses:")[0].Split("env:")[0]);

        Assert.DoesNotContain(scripts, static script => Named().IsMatch(script));
    }

    [GeneratedRegex(@"uses:\s*(?<action>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"\$\{\{[^}]*(github\.(event|head_ref|ref_name|actor)|inputs\.|secrets\.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Named();
}
