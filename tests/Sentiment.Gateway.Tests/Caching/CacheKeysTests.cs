using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;

namespace Sentiment.Gateway.Tests.Caching;

public sealed class CacheKeysTests
{
    private static readonly byte[] Pepper = new byte[32];
    private static readonly CacheKeys Keys = new(Pepper);

    [Fact]
    public void Of_TheSameQuestion_IsTheSameInEveryGatewayWithThePepper()
    {
        var elsewhere = new CacheKeys(Pepper);

        Assert.Equal(Keys.Of("d", Truncation.Head, "c", "text"), elsewhere.Of("d", Truncation.Head, "c", "text"));
    }

    [Fact]
    public void Of_AnythingElse_IsAnotherKey()
    {
        var other = new byte[32];
        other[31] = 1;
        CacheKey[] keys =
        [
            Keys.Of("d", Truncation.Window, null, "text"),
            new CacheKeys(other).Of("d", Truncation.Window, null, "text"),
            Keys.Of("e", Truncation.Window, null, "text"),
            Keys.Of("d", Truncation.Head, null, "text"),
            Keys.Of("d", Truncation.Window, "c", "text"),
            Keys.Of("d", Truncation.Window, null, "Text"),
            Keys.Of("d", Truncation.Window, null, "text "),

            // The same bytes in a row, parted in another way.
            Keys.Of("dt", Truncation.Window, null, "ext"),
            Keys.Of("d", Truncation.Window, "t", "ext"),
            Keys.Of("d", Truncation.Window, "te", "xt"),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void ToBytes_AndBack_IsTheSameKey()
    {
        var key = Keys.Of("d", Truncation.Window, null, "a");

        Assert.Equal(32, key.ToBytes().Length);
        Assert.Equal(key, CacheKey.Of(key.ToBytes()));
    }
}
