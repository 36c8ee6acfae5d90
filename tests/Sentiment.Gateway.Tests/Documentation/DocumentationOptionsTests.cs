using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary>What is open to everybody can be taken away, and costs nobody much.</summary>
public sealed class DocumentationOptionsTests : IAsyncLifetime
{
    private ScriptedPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await ScriptedPool.StartAsync();

    public async ValueTask DisposeAsync() => await _pool.DisposeAsync();

    [Theory]
    [InlineData("/docs")]
    [InlineData("/docs/")]
    [InlineData("/docs/scalar.js")]
    [InlineData("/openapi/v1.json")]
    public async Task Off_Path_IsNotThere(string path)
    {
        await using var gateway = TestGateway.Start([_pool], ("Sentiment:Documentation:Enabled", "false"));

        using var response = await gateway.Stranger.GetAsync(path, Requests.Token);

        await response.AssertProblemAsync(ErrorCode.NotFound);
    }

    [Fact]
    public async Task Loaded_MoreThanAnAddressMay_WaitsAndAllElseGoesOn()
    {
        await using var gateway = TestGateway.Start([_pool], ("Sentiment:Documentation:RequestsPerMinute", "3"));
        foreach (var path in new[] { "/docs/", "/openapi/v1.json", "/docs/scalar.aspnetcore.js" })
        {
            using var response = await gateway.Stranger.GetAsync(path, Requests.Token);
            Assert.Equal((path, 200), (path, (int)response.StatusCode));
        }

        using var refused = await gateway.Stranger.GetAsync("/docs/scalar.js", Requests.Token);
        using var contract = await gateway.Client.GetAsync("/openapi/v1.json", Requests.Token);
        using var predicted = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        Assert.Contains("More than 3 requests", (await refused.AssertProblemAsync(ErrorCode.RateLimited)).Detail, StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        await contract.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.Equal(200, (int)predicted.StatusCode);
    }
}
