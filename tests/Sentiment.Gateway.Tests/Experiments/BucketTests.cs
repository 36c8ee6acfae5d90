using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Tests.Experiments;

public sealed class BucketTests
{
    // Made by another implementation, in Python: int.from_bytes(sha256(b"".join(len(p).to_bytes(4, "big") + p for p in parts)).digest()[:8], "big") % 10000.
    [Theory]
    [InlineData("sentiment", "dev", null, 4030)]
    [InlineData("sentiment", "dev", "", 2745)]
    [InlineData("sentiment", "dev", "user-1", 6358)]
    [InlineData("sentiment", "dev", "user-2", 3179)]
    [InlineData("sentiment-1", "dev", null, 9173)]
    [InlineData("s", "ab", "c", 6013)]
    [InlineData("s", "a", "bc", 3072)]
    [InlineData("sentiment", "shop", "ключ", 691)]
    public void Of_KnownParts_IsTheGoldenBucket(string salt, string client, string? stickyId, int expected) =>
        Assert.Equal(expected, Bucket.Of(salt, client, stickyId));

    [Fact]
    public void Of_LongestParts_IsTheGoldenBucket() =>
        Assert.Equal(7768, Bucket.Of(new string('x', 200), new string('y', 200), new string('z', 256)));

    [Fact]
    public void Of_ManyIds_FillsEveryTenthAlike()
    {
        var tenths = Enumerable.Range(0, 100_000).CountBy(static id => Bucket.Of("sentiment", "dev", $"{id}") / 1_000).ToArray();

        Assert.Equal(10, tenths.Length);
        Assert.All(tenths, static tenth => Assert.InRange(tenth.Value, 9_600, 10_400));
    }
}
