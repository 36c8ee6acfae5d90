using Sentiment.Training.Data;

namespace Sentiment.Training.Tests.Data;

public sealed class CorpusSplitTests
{
    /// <summary>A shipped package's held-back texts are those of this rule: another rule would measure on what it has learnt.</summary>
    [Theory]
    [InlineData("The film was bad.", TextPurpose.Measuring)]
    [InlineData("The phone was warm.", TextPurpose.Measuring)]
    [InlineData("The phone was cold.", TextPurpose.Measuring)]
    [InlineData("The service was slow.", TextPurpose.Calibrating)]
    [InlineData("The room was cold.", TextPurpose.Calibrating)]
    [InlineData("It arrived on time", TextPurpose.Learning)]
    [InlineData("👍", TextPurpose.Learning)]
    public void PurposeOf_ATextByItself_IsOfItsHash(string text, object purpose) => Assert.Equal(purpose, CorpusSplit.OfTexts.PurposeOf(text));

    [Fact]
    public void PurposeOf_APhraseOfATreebank_IsThatOfTheLongestTextThatHoldsIt()
    {
        string[] sentences = [.. Enumerable.Range(0, 200).Select(i => $"the plot number {i} is a mess")];
        string[] phrases = [.. sentences.Select(sentence => string.Join(' ', sentence.Split(' ')[1..4]))];

        var split = CorpusSplit.OfTreebank([.. phrases, .. sentences]);

        Assert.Equal(sentences.Select(split.PurposeOf), phrases.Select(split.PurposeOf));
        Assert.Equal(sentences.Select(CorpusSplit.OfTexts.PurposeOf), sentences.Select(split.PurposeOf));
        Assert.NotEqual(phrases.Select(CorpusSplit.OfTexts.PurposeOf), phrases.Select(split.PurposeOf));
        Assert.Equal(Enum.GetValues<TextPurpose>().Order(), phrases.Select(split.PurposeOf).Distinct().Order());
    }

    [Fact]
    public void PurposeOf_LettersInsideOfAWord_AreNoPhrase()
    {
        string[] sentences = [.. Enumerable.Range(0, 200).Select(i => $"a plot{i} mess")];
        string[] parts = [.. Enumerable.Range(0, 200).Select(i => $"plot{i} me")];

        var split = CorpusSplit.OfTreebank([.. parts, .. sentences]);

        Assert.Equal(parts.Select(CorpusSplit.OfTexts.PurposeOf), parts.Select(split.PurposeOf));
    }
}
