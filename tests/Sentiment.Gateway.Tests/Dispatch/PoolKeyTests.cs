using Sentiment.Contracts;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Dispatch;

public sealed class PoolKeyTests
{
    private const string PoolKey = "pool-key-0123456789";

    [Theory]
    [InlineData(Requests.Predict, "POST")]
    [InlineData("/pools/onnx/api/v1/predict", "POST")]
    [InlineData("/api/v1/models", "GET")]
    public async Task Call_WithPoolKey_PresentsItInsteadOfTheClients(string path, string method)
    {
        await using var pool = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([pool], ("Sentiment:Dispatch:PoolKey", PoolKey));
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? Requests.Text("fine") : null };

        using var response = await gateway.Client.SendAsync(request, Requests.Token);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(PoolKey, Assert.Single(pool.Calls).Headers[HeaderNames.ApiKey]);
        Assert.DoesNotContain(PoolKey, gateway.Log.Everything, StringComparison.Ordinal);
    }
}
