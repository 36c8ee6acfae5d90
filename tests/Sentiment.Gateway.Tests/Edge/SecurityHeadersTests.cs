using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Edge;

public sealed class SecurityHeadersTests : IClassFixture<SharedGateway>
{
    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public SecurityHeadersTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Theory]
    [InlineData("GET", "/api/v1/models", 200)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/errors", 200)]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("GET", Requests.Predict, 405)]
    [InlineData("POST", Requests.Predict, 200)]
    [InlineData("POST", "/pools/onnx" + Requests.Predict, 200)]
    [InlineData("POST", "/pools/nobody" + Requests.Predict, 400)]
    public async Task Answer_Any_HasThemOnce(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? Requests.Text("fine") : null };

        using var response = await _gateway.Client.SendAsync(request, Requests.Token);

        Assert.Equal(status, (int)response.StatusCode);
        AssertAll(response);
    }

    [Fact]
    public async Task Refusal_OfAStranger_HasThem()
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, "soon"));

        await response.AssertProblemAsync(ErrorCode.MalformedRequest);
        AssertAll(response);
    }

    [Fact]
    public async Task Answer_ThatTheForwarderGaveUp_HasThemAllTheSame()
    {
        _pool.Script = PoolScript.Reset;

        using var response = await _gateway.Client.CallAsync("/pools/onnx" + Requests.Predict, Requests.Text("fine"));

        await response.AssertProblemAsync(ErrorCode.NoReplica);
        AssertAll(response);
    }

    [Fact]
    public async Task Answer_WithItsOwnPolicy_KeepsIt()
    {
        _pool.Script = static context =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            context.Response.Headers.CacheControl = "max-age=60";
            return PoolScript.Good(context);
        };

        using var response = await _gateway.Client.CallAsync("/pools/onnx" + Requests.Predict, Requests.Text("fine"));

        Assert.Equal("default-src 'self'", response.HeaderOf("Content-Security-Policy"));
        Assert.Equal("max-age=60", response.HeaderOf("Cache-Control"));
        Assert.Equal("nosniff", response.HeaderOf("X-Content-Type-Options"));
    }

    private static void AssertAll(HttpResponseMessage response)
    {
        (string Name, string Value)[] wanted =
        [
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            ("Cache-Control", "no-store"),
        ];
        Assert.All(wanted, header => Assert.Equal(header.Value, response.HeaderOf(header.Name)));
        Assert.Empty(response.HeaderOf("Server"));
        Assert.Empty(response.HeaderOf("Strict-Transport-Security"));
    }
}
