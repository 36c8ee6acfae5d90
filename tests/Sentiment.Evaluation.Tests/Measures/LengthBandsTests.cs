using Sentiment.Evaluation.Measures;

namespace Sentiment.Evaluation.Tests.Measures;

public sealed class LengthBandsTests
{
    [Theory]
    [InlineData(3, "1-8")]
    [InlineData(8, "1-8")]
    [InlineData(9, "9-16")]
    [InlineData(256, "129-256")]
    [InlineData(257, "257+")]
    [InlineData(4_000, "257+")]
    public void Of_Tokens_IsTheirBand(int tokens, string band)
    {
        Assert.Equal(band, LengthBands.Of(tokens));
        Assert.Contains(band, LengthBands.All);
    }
}
