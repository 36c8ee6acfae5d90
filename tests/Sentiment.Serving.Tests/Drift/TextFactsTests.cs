using Sentiment.Serving.Drift;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Tests.Tokenization;

namespace Sentiment.Serving.Tests.Drift;

public sealed class TextFactsTests
{
    private const int Unknown = 1;

    private static readonly TextScores Scores = new Scorer(["NEGATIVE", "POSITIVE"], temperature: 1).Score([0, 1]).Value!;

    [Theory]
    [InlineData("good", 4)]
    [InlineData("😀", 1)]
    [InlineData("a😀b", 3)]
    [InlineData("cafe\u0301", 5)]
    public void Of_AText_CountsUnicodeScalars(string text, int length) => Assert.Equal(length, Facts(text).Length);

    [Theory]
    [InlineData("good bad", 0)]
    [InlineData("good 日", 0.5)]
    [InlineData("日 月 火 good", 0.75)]
    [InlineData("日", 1)]
    [InlineData("[UNK]", 0)]
    public void Of_AText_HasTheShareOfItsTokensThatAreUnknown(string text, double share) => Assert.Equal(share, Facts(text).UnknownTokens);

    /// <summary>Special tokens are none of the text, in no window.</summary>
    [Fact]
    public void Of_ATextInWindows_HasTheShareOverAllThatIsRead() =>
        Assert.Equal(0.25, TextFacts.Of("whatever", [[2, Unknown, 7, 8, 3], [2, 8, 9, Unknown, 10, 11, 3]], Unknown, Scores).UnknownTokens);

    [Fact]
    public void Of_AnAnswer_HasLabelAndConfidence()
    {
        var facts = Facts("good");

        Assert.Equal(1, facts.Label);
        Assert.Equal(0.731059f, facts.Confidence, tolerance: 1e-5f);
    }

    /// <summary>Another NeutralBelow is another setting, and the texts are the same.</summary>
    [Theory]
    [InlineData(0f, 1f, 1)]
    [InlineData(1f, 0f, 0)]
    public void Of_ANeutralAnswer_HasTheLikelierLabel(float negative, float positive, int label)
    {
        var scores = new Scorer(["NEGATIVE", "POSITIVE"], temperature: 1, neutralBelow: 0.9).Score([negative, positive]).Value!;
        Assert.Equal("NEUTRAL", scores.Label);

        var facts = TextFacts.Of("good", [[2, 7, 3]], Unknown, scores);

        Assert.Equal((label, 0.731059f), (facts.Label, MathF.Round(facts.Confidence, 6)));
    }

    private static TextFacts Facts(string text) =>
        TextFacts.Of(text, [TestVocabulary.Tokenizer.Encode(text).Ids], TestVocabulary.Tokenizer.UnknownId, Scores);
}
