using Sentiment.Gateway.Auth;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Auth;

public sealed class KeyTableTests
{
    private static readonly KeyTable Table = NewTable(("dev", TestKeys.Development), ("shop", "sk-shop-ключ"));

    [Theory]
    [InlineData(TestKeys.Development, "dev")]
    [InlineData("sk-shop-ключ", "shop")]
    public void Find_KnownKey_IsItsClient(string key, string id) => Assert.Equal(id, Table.Find(key)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("dev")]
    [InlineData(TestKeys.Development + " ")]
    [InlineData("\ud800")]
    public void Find_UnknownKey_IsNobody(string key) => Assert.Null(Table.Find(key));

    [Fact]
    public void Find_TheHashItself_IsNobody() => Assert.Null(Table.Find(TestKeys.HashOf(TestKeys.Development)));

    private static KeyTable NewTable(params (string Id, string Key)[] keys)
    {
        var options = new AuthOptions { Pepper = TestKeys.Pepper };
        foreach (var (id, key) in keys)
        {
            options.Keys.Add(new ApiKeyOptions { Id = id, Hash = TestKeys.HashOf(key) });
        }

        return new KeyTable(options);
    }
}
