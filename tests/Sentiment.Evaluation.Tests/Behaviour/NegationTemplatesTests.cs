using System.Text.RegularExpressions;
using Sentiment.TestKit;

namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>That what is measured was not taught.</summary>
public sealed partial class NegationTemplatesTests
{
    // Everything that stands between quotation marks in the sources of the training's sentences: words, things and patterns.
    private static readonly string[] Taught =
    [
        .. Directory.GetFiles(RepositoryRoot.Combine("tools", "Sentiment.Training", "Templates"), "*.cs")
            .SelectMany(static file => Quoted().Matches(File.ReadAllText(file)))
            .Select(static match => Plain(match.Value)),
    ];

    [Fact]
    public void WordsAndThings_AreNoneOfTheTrainings()
    {
        Assert.Contains("terrible", Taught);
        Assert.Empty(NegationTemplates.Things.SelectMany(static thing => (string[])[thing.Name, .. thing.Good, .. thing.Bad]).Intersect(Taught));
    }

    [Fact]
    public void Patterns_HoldNoneOfTheTrainings()
    {
        // Of two words and more: a single one is no pattern.
        var taught = Taught.Where(static pattern => pattern.Contains(' ', StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        string[] own = [.. NegationTemplates.Denied, .. NegationTemplates.Cleared, .. NegationTemplates.Plain];

        Assert.Contains("the is not", taught);
        Assert.Empty(own.Select(Plain).Intersect(taught));
    }

    // Without placeholders and punctuation.
    private static string Plain(string quoted) => Spaces().Replace(Marks().Replace(quoted, " "), " ").Trim().ToLowerInvariant();

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{\w+\}|[^\w'\s-]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
