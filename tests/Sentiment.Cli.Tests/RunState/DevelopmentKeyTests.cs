using System.Security.Cryptography;
using System.Text;
using Sentiment.Cli.RunState;

namespace Sentiment.Cli.Tests.RunState;

public sealed class DevelopmentKeyTests
{
    [Fact]
    public void Hash_OfKey_IsHmacOverTheKeyWithThePepper()
    {
        var key = new DevelopmentKey(new byte[32]);

        var expected = HMACSHA256.HashData(Convert.FromBase64String(key.Pepper), Encoding.UTF8.GetBytes(key.Value));

        Assert.Equal(Convert.ToBase64String(expected), key.Hash);
    }

    [Fact]
    public void Key_OfEachRun_IsNew()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => new DevelopmentKey(new byte[32])).ToArray();

        Assert.Equal(100, keys.Select(key => key.Value).Distinct().Count());
    }
}
