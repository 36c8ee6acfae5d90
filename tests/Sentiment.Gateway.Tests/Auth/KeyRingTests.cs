using Microsoft.Extensions.Options;
using Sentiment.Gateway.Auth;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Auth;

public sealed class KeyRingTests
{
    private static readonly KeyRing Ring = NewRing(("dev", TestKeys.Development), ("shop", "sk-shop-ключ"));

    [Theory]
    [InlineData(TestKeys.Development, "dev")]
    [InlineData("sk-shop-ключ", "shop")]
    public void Find_KnownKey_IsItsClient(string key, string id) => Assert.Equal(id, Ring.Find(key)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("dev")]
    [InlineData(TestKeys.Development + " ")]
    [InlineData("\ud800")]
    public void Find_UnknownKey_IsNobody(string key) => Assert.Null(Ring.Find(key));

    [Fact]
    public void Find_TheHashItself_IsNobody() => Assert.Null(Ring.Find(TestKeys.HashOf(TestKeys.Development)));

    private static KeyRing NewRing(params (string Id, string Key)[] keys)
    {
        var options = new AuthOptions { Pepper = TestKeys.Pepper };
        foreach (var (id, key) in keys)
        {
            options.Keys.Add(new ApiKeyOptions { Id = id, Hash = TestKeys.HashOf(key) });
        }

        return new KeyRing(Options.Create(options));
    }
}
