using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Edge.Proxies;

/// <summary>Callers without a key are told apart by address: whose bucket a request is taken from shows whom the gateway takes for its client.</summary>
public sealed class ForwardedTests : IAsyncLifetime
{
    private const string For = "X-Forwarded-For";
    private const string Proto = "X-Forwarded-Proto";

    private ScriptedPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await ScriptedPool.StartAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("10.1.2.0/24")]
    public async Task Header_OfWhoIsNoProxyOfOurs_IsNotBelieved(string? trusted)
    {
        await using var gateway = trusted is null ? Start() : Start(trusted);

        Assert.Equal(200, await StatusAsync(gateway, (For, "192.0.2.1")));
        Assert.Equal(429, await StatusAsync(gateway, (For, "192.0.2.2")));
    }

    [Fact]
    public async Task Header_OfOurProxy_TellsTheClient()
    {
        await using var gateway = Start("127.0.0.1");

        Assert.Equal(200, await StatusAsync(gateway, (For, "192.0.2.1")));
        Assert.Equal(429, await StatusAsync(gateway, (For, "192.0.2.1")));
        Assert.Equal(200, await StatusAsync(gateway, (For, "192.0.2.2")));
        Assert.Equal(200, await StatusAsync(gateway, (For, "2001:db8:0:1::7")));
        Assert.Equal(429, await StatusAsync(gateway, (For, "2001:db8:0:1::8")));
    }

    [Fact]
    public async Task Header_ThatAClientBegan_CountsFromOurProxiesEntryOnly()
    {
        await using var gateway = Start("127.0.0.0/8");

        // The last entry is what our proxy saw; what stands before it, its client made up, a proxy of ours included.
        Assert.Equal(200, await StatusAsync(gateway, (For, "198.51.100.1, 192.0.2.1")));
        Assert.Equal(429, await StatusAsync(gateway, (For, "127.0.0.9, 192.0.2.1")));
        Assert.Equal(429, await StatusAsync(gateway, (For, "198.51.100.2"), (For, "192.0.2.1")));
    }

    [Fact]
    public async Task Header_ThroughTwoProxiesOfOurs_IsFollowedToTheClient()
    {
        await using var gateway = Start("127.0.0.1", "10.1.2.0/24");

        Assert.Equal(200, await StatusAsync(gateway, (For, "192.0.2.1, 10.1.2.3")));
        Assert.Equal(429, await StatusAsync(gateway, (For, "192.0.2.1, 10.1.2.4")));
        Assert.Equal(200, await StatusAsync(gateway, (For, "192.0.2.2, 10.1.2.3")));
    }

    [Theory]
    [InlineData("127.0.0.1", "max-age=2592000")]
    [InlineData("10.1.2.3", "")]
    public async Task Scheme_OfOurProxyAlone_MakesTheAnswerSecure(string trusted, string expected)
    {
        await using var gateway = Start(trusted);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = "gateway.example" } };
        request.Headers.Add(Proto, "https");

        using var response = await gateway.Stranger.SendAsync(request, Requests.Token);

        Assert.Equal(expected, response.HeaderOf("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    public async Task Headers_OfClientsAndProxies_NeverReachAPool(string trusted)
    {
        string[] names = [For, Proto, "X-Forwarded-Host", "X-Forwarded-Prefix", "Forwarded", "X-Original-For", "X-Original-Proto", "X-Original-Host", "X-Original-Prefix"];
        await using var gateway = Start(trusted);

        using var response = await gateway.Client.CallAsync(
            "/pools/onnx" + Requests.Predict, Requests.Text("fine"), [.. names.Select(static name => (name, name == Proto ? "https" : "192.0.2.1"))]);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Empty(Assert.Single(_pool.Calls).Headers.Keys.Intersect(names, StringComparer.OrdinalIgnoreCase));
    }

    private TestGateway Start(params string[] trusted) => TestGateway.Start(
        [_pool],
        [
            ("Sentiment:Auth:Anonymous:Plan", "once"),
            ("Sentiment:RateLimits:Plans:once:Requests", "1"),
            .. trusted.Select(static (proxy, place) => ($"Sentiment:Edge:TrustedProxies:{place}", proxy)),
        ]);

    private static async Task<int> StatusAsync(TestGateway gateway, params (string Name, string Value)[] headers)
    {
        using var response = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), headers);
        return (int)response.StatusCode;
    }
}
