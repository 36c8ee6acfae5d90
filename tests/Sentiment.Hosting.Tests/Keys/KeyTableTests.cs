using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.Hosting.Keys;

namespace Sentiment.Hosting.Tests.Keys;

public sealed class KeyTableTests
{
    private const string Shop = "sk-shop-ключ";
    private const string FormerShop = "sk-shop-former";

    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly KeyTable Table = NewTable(
        ("dev", new ApiKeyOptions { Hash = TestKeys.HashOf(TestKeys.Development) }),
        ("shop", new ApiKeyOptions
        {
            Hash = TestKeys.HashOf(Shop),
            Expires = Now.AddDays(2),
            Previous = new PreviousKeyOptions { Hash = TestKeys.HashOf(FormerShop), Until = Now.AddDays(1) },
        }));

    [Theory]
    [InlineData(TestKeys.Development, "dev")]
    [InlineData(Shop, "shop")]
    [InlineData(FormerShop, "shop")]
    public void Find_KnownKey_IsItsClient(string key, string id) => Assert.Equal(id, Table.Find(key, Now).Value?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("dev")]
    [InlineData("sk-")]
    [InlineData("sk-dev-")]
    [InlineData("sk-shop-0123456789abcdef")]
    [InlineData(TestKeys.Development + " ")]
    [InlineData("\ud800")]
    public void Find_UnknownKey_IsE3002(string key) => Assert.Equal(ErrorCode.CredentialsRefused, Table.Find(key, Now).Error?.Code);

    [Fact]
    public void Find_TheHashItself_IsE3002() =>
        Assert.Equal(ErrorCode.CredentialsRefused, Table.Find(TestKeys.HashOf(TestKeys.Development), Now).Error?.Code);

    [Theory]
    [InlineData(FormerShop, 1, "2026-11-28T12:00:00Z. It has been replaced")]
    [InlineData(Shop, 2, "2026-11-29T12:00:00Z. Ask the operator")]
    [InlineData(FormerShop, 3, "2026-11-29T12:00:00Z. Ask the operator")]
    public void Find_AKeyThatHasEnded_SaysWhenToWhoeverHasIt(string key, int days, string expected)
    {
        var error = Table.Find(key, Now.AddDays(days)).Error;

        Assert.Equal(ErrorCode.CredentialsRefused, error?.Code);
        Assert.Contains(expected, error!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OneTickBeforeItsEnd_IsItsClient() => Assert.NotNull(Table.Find(Shop, Now.AddDays(2).AddTicks(-1)).Value);

    [Fact]
    public void Find_NoScopes_MayPredictAndGiveFeedback() =>
        Assert.Equal([Scope.Predict, Scope.Feedback], Table.Find(Shop, Now).Value!.Scopes.Order());

    private static KeyTable NewTable(params (string Id, ApiKeyOptions Key)[] keys)
    {
        var options = new KeysOptions { Pepper = TestKeys.Pepper };
        foreach (var (id, key) in keys)
        {
            options.Keys.Add(id, key);
        }

        return new KeyTable(options);
    }
}
