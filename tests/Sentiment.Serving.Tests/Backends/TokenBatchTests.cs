using CsCheck;
using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Tests.Backends;

public sealed class TokenBatchTests
{
    [Fact]
    public void Add_AnyTexts_GivesThemBack() => Gen.Int.Array[1, 60].Array[1, 20].Sample(static texts =>
    {
        using var batch = new TokenBatch(texts.Length, texts.Sum(static text => text.Length));
        foreach (var text in texts)
        {
            batch.Add(text);
        }

        Assert.Equal(texts.Length, batch.Count);
        Assert.Equal(texts.Max(static text => text.Length), batch.Longest);
        Assert.Equal(texts.Sum(static text => text.Length), batch.Tokens);
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(texts[i], batch[i].ToArray());
        }
    });

    [Fact]
    public void Index_BeyondTheTexts_Throws()
    {
        using var batch = new TokenBatch(texts: 4, tokens: 8);
        batch.Add([1, 2]);

        Assert.Throws<ArgumentOutOfRangeException>(() => batch[1].Length);
    }

    [Fact]
    public void Dispose_Twice_ReturnsOnce()
    {
        var batch = new TokenBatch(texts: 1, tokens: 1);
        batch.Dispose();
        batch.Dispose();

        Assert.Throws<ObjectDisposedException>(() => batch.Add([1]));
    }
}
