using System.Text.RegularExpressions;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary>The page at <c>/docs</c>: open to everybody, and nothing in it comes from elsewhere.</summary>
public sealed partial class DocsPageTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const int Milliseconds = 1_000;

    [Fact]
    public async Task Page_WithoutAKey_IsThereAndNotCharged()
    {
        using var response = await shared.Gateway.Stranger.GetAsync("/docs", Requests.Token);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("/docs/", response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(response.HeaderOf("RateLimit"));
        Assert.Contains("<title>Sentiment API</title>", await response.Content.ReadAsStringAsync(Requests.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AndItsPolicy_NameNoOtherHost()
    {
        var (html, policy) = await GetAsync();

        Assert.DoesNotContain("//", html, StringComparison.Ordinal);
        Assert.DoesNotContain(":", PolicyWithoutData(policy), StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(".", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; script-src 'nonce-", policy, StringComparison.Ordinal);
        Assert.All(
            new[] { "\"withDefaultFonts\":false", "\"telemetry\":false", "\"agent\":{\"disabled\":true}", "\"mcp\":{\"disabled\":true}", "\"hideClientButton\":true" },
            setting => Assert.Contains(setting, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_EachTime_HasAnotherNonceOnEveryScript()
    {
        var (html, policy) = await GetAsync();
        var (_, another) = await GetAsync();

        var nonce = Assert.Single(Nonce().Matches(policy)).Groups["nonce"].Value;
        var scripts = Script().Matches(html);
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(nonce, another, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhatItLoads_IsServedHere()
    {
        var (html, _) = await GetAsync();

        var sources = Source().Matches(html).Select(static source => source.Groups["path"].Value).Append("/openapi/v1.json").ToArray();
        Assert.True(sources.Length > 1);
        foreach (var source in sources)
        {
            using var response = await shared.Gateway.Stranger.GetAsync(new Uri(new Uri(shared.Gateway.Stranger.BaseAddress!, "/docs/"), source), Requests.Token);
            Assert.Equal((source, 200), (source, (int)response.StatusCode));
        }
    }

    [Fact]
    public async Task Script_ForWhoeverAsks_IsNotUnpackedHere()
    {
        using var response = await shared.Gateway.Stranger.GetAsync("/docs/scalar.js", HttpCompletionOption.ResponseHeadersRead, Requests.Token);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task Script_AsThePageNamesIt_IsKeptForGood()
    {
        var (html, _) = await GetAsync();
        var address = new Uri(shared.Gateway.Stranger.BaseAddress!, $"/docs/{Assert.Single(Source().Matches(html), static source => source.Value.Contains("scalar.js", StringComparison.Ordinal)).Groups["path"].Value}");

        using var first = await shared.Gateway.Stranger.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Requests.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await shared.Gateway.Stranger.SendAsync(request, Requests.Token);

        Assert.Equal((200, "public, max-age=31536000, immutable"), ((int)first.StatusCode, first.HeaderOf("Cache-Control")));
        Assert.Equal((304, "public, max-age=31536000, immutable"), ((int)second.StatusCode, second.HeaderOf("Cache-Control")));
    }

    [Theory]
    [InlineData("/docs/scalar.js?build=another")]
    [InlineData("/docs/scalar.js")]
    [InlineData("/docs/scalar.aspnetcore.js")]
    public async Task Script_ByAnotherName_IsAskedForAgain(string path)
    {
        using var response = await shared.Gateway.Stranger.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Requests.Token);

        Assert.Equal((200, "no-cache"), ((int)response.StatusCode, response.HeaderOf("Cache-Control")));
        Assert.NotNull(response.Headers.ETag);
    }

    private async Task<(string Html, string Policy)> GetAsync()
    {
        using var response = await shared.Gateway.Stranger.GetAsync("/docs/", Requests.Token);
        return (await response.Content.ReadAsStringAsync(Requests.Token), response.HeaderOf("Content-Security-Policy"));
    }

    // Of data: URLs, which are in the page itself.
    private static string PolicyWithoutData(string policy) => policy.Replace(" data:", string.Empty, StringComparison.Ordinal);

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Script();

    [GeneratedRegex("src=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Source();
}
