using Sentiment.Training.Templates;

namespace Sentiment.Training.Tests.Templates;

public sealed class TemplateSentencesTests
{
    [Fact]
    public void Create_Sentences_AreFilledInAndOfBothLabels()
    {
        var sentences = TemplateSentences.Create(seed: 1).ToList();

        Assert.DoesNotContain(sentences, example => example.Text.Contains('{', StringComparison.Ordinal));
        Assert.Contains(sentences, example => example.Text == "not great" && example.Target < 0.5f);
        Assert.Contains(sentences, example => example.Text == "not awful" && example.Target > 0.5f);
    }
}
