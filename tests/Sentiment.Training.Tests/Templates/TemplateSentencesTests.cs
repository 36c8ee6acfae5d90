using System.Text.RegularExpressions;
using Sentiment.Training.Data;
using Sentiment.Training.Templates;

namespace Sentiment.Training.Tests.Templates;

public sealed partial class TemplateSentencesTests
{
    private static readonly IReadOnlyList<Example> Sentences = TemplateSentences.Create(seed: 1);

    [Fact]
    public void Create_Sentences_AreFilledInAndOfBothLabels()
    {
        Assert.DoesNotContain(Sentences, example => example.Text.Contains('{', StringComparison.Ordinal));
        Assert.InRange(Sentences.Average(example => example.Target), 0.45, 0.55);
        Assert.All(["👍", ":)"], sign => Assert.Contains(Sentences, example => example.Text == sign && example.Target > 0.5f));
        Assert.All(["👎", ":("], sign => Assert.Contains(Sentences, example => example.Text == sign && example.Target < 0.5f));
    }

    [Fact]
    public void Create_ANegation_TurnsItsWordRound()
    {
        var (turned, kept) = (Cases(Negated()), Cases(Affirmed()));

        Assert.InRange(turned.Length, 30, int.MaxValue);
        Assert.InRange(kept.Length, 30, int.MaxValue);
        Assert.All(turned, each => Assert.Equal(each.IsGood, each.Target < 0.5f));
        Assert.All(kept, each => Assert.Equal(each.IsGood, each.Target > 0.5f));
    }

    [Fact]
    public void Create_AnArticleBeforeAVowel_IsAn()
    {
        Assert.Contains(Sentences, example => example.Text.Contains(" an awful ", StringComparison.Ordinal));
        Assert.Contains(Sentences, example => example.Text.Contains(" a useless ", StringComparison.Ordinal));
        Assert.DoesNotContain(Sentences, example => WrongArticle().IsMatch(example.Text));
    }

    [Fact]
    public void Create_SameSeed_GivesTheSame() => Assert.Equal(Sentences, TemplateSentences.Create(seed: 1));

    private static (bool IsGood, float Target)[] Cases(Regex pattern) =>
    [
        .. from example in Sentences
           let match = pattern.Match(example.Text)
           where match.Success
           let word = match.Groups["word"].Value
           where TemplateWords.GoodAdjectives.Contains(word) || TemplateWords.BadAdjectives.Contains(word)
           select (TemplateWords.GoodAdjectives.Contains(word), example.Target),
    ];

    [GeneratedRegex(@"^[Tt]he [\w ]+ (?:is|was) not (?<word>[\w-]+)[.!]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Negated();

    [GeneratedRegex(@"^[Tt]he \w+ (?:is|was) (?<word>[\w-]+)[.!]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Affirmed();

    [GeneratedRegex(@"\b[Aa] (?:[aeio]|un|honest)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex WrongArticle();
}
