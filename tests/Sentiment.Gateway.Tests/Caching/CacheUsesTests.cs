using Microsoft.AspNetCore.Http;
using Sentiment.Gateway.Caching;

namespace Sentiment.Gateway.Tests.Caching;

public sealed class CacheUsesTests
{
    [Theory]
    [InlineData(null, CacheUse.Full)]
    [InlineData("", CacheUse.Full)]
    [InlineData("max-age=60", CacheUse.Full)]
    [InlineData("no-transform", CacheUse.Full)]
    [InlineData("not a directive;;", CacheUse.Full)]
    [InlineData("no-cache", CacheUse.Refresh)]
    [InlineData("No-Cache", CacheUse.Refresh)]
    [InlineData("max-age=0", CacheUse.Refresh)]
    [InlineData("max-stale, no-cache", CacheUse.Refresh)]
    [InlineData("no-store", CacheUse.None)]
    [InlineData("no-cache, no-store", CacheUse.None)]
    [InlineData("no-store, max-age=soon", CacheUse.None)]
    public void Of_Header_IsUnderstoodAsHttpSays(string? header, object expected)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        if (header is not null)
        {
            headers.CacheControl = header;
        }

        Assert.Equal((CacheUse)expected, CacheUses.Of(headers));
    }

    [Fact]
    public void Of_TwoHeaders_AreOneList() =>
        Assert.Equal(CacheUse.None, CacheUses.Of(new HeaderDictionary { ["Cache-Control"] = new(["no-cache", "no-store"]) }));
}
