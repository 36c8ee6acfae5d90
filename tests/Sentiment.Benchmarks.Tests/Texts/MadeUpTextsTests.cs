using Sentiment.Benchmarks.Statistics;
using Sentiment.Benchmarks.Texts;

namespace Sentiment.Benchmarks.Tests.Texts;

public sealed class MadeUpTextsTests
{
    [Fact]
    public void Write_ManyTexts_AreDifferentAndAsLongAsSentences()
    {
        var texts = MadeUpTexts.Write(new Random(1));

        Assert.Equal(texts.Distinct().Count(), texts.Length);
        Assert.InRange(Quantiles.Median([.. texts.Select(static text => (double)SentenceLengths.Words(text))]), 18, 21);
    }

    [Fact]
    public void Write_SameSeed_IsTheSameText() => Assert.Equal(MadeUpTexts.Write(12, new Random(5)), MadeUpTexts.Write(12, new Random(5)));
}
